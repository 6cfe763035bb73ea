"""How long a connection may stay silent: uvicorn waits for the head of a request for ever."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

SILENCE = 20.0  # seconds from the first byte of a request, or the connection, to the whole head


class Impatient(H11Protocol):
    """Speaks HTTP, and hangs up on whoever does not say what they want in time."""

    silence = SILENCE
    alarm: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to listen."""
        super().connection_made(transport)
        self._listen()

    def data_received(self, data: bytes) -> None:
        """Take what comes; once a request is whole there is no more hurry."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._listen()
        else:
            self._rest()

    def connection_lost(self, exc: Exception | None) -> None:
        """End with the connection."""
        self._rest()
        super().connection_lost(exc)

    def _listen(self) -> None:
        if self.alarm is None:
            self.alarm = self.loop.call_later(self.silence, self._hang_up)

    def _rest(self) -> None:
        if self.alarm is not None:
            self.alarm.cancel()
            self.alarm = None

    def _hang_up(self) -> None:
        self.alarm = None
        self.transport.abort()
