"""How much may come out of an archive: a bomb is refused while it unpacks, not after."""

from __future__ import annotations

from io import BufferedIOBase, BufferedReader, RawIOBase
from typing import Any

# Text packs to a tenth, tables of it to a thirtieth; nothing that people write to a hundredth.
RATIO, FLOOR = 200, 50_000_000
MEMBERS = 1_000_000
DEPTH = 6


class BombError(Exception):
    """An archive is made to overwhelm its reader; the message says how."""


class Budget:
    """What one file of the user's has unpacked to so far, in all the archives within it."""

    def __init__(self, packed: int, limit: int) -> None:
        self.packed, self.limit = packed, limit
        self.unpacked = self.members = 0

    def spend(self, size: int) -> None:
        """Count bytes that were unpacked; raises BombError."""
        self.unpacked += size
        if self.unpacked > FLOOR + RATIO * self.packed:
            raise BombError(f"unpacks to more than {RATIO} times its size; refused as a bomb")
        if self.unpacked > self.limit:
            raise BombError(
                f"unpacks to more than the limit of {self.limit:,} bytes (setting max_unpacked)"
            )

    def member(self) -> None:
        """Count a member of an archive; raises BombError."""
        self.members += 1
        if self.members > MEMBERS:
            raise BombError(f"holds more than {MEMBERS:,} files; unpack it first")


class _Metered(RawIOBase):
    """An unpacking stream whose bytes are counted."""

    def __init__(self, stream: BufferedIOBase, budget: Budget) -> None:
        self.stream, self.budget = stream, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        # Not `read`, which keeps nothing of what came before a stream breaks off.
        found = self.stream.read1(len(buffer))
        self.budget.spend(len(found))
        buffer[: len(found)] = found
        return len(found)


def metered(stream: BufferedIOBase, budget: Budget) -> BufferedReader:
    """The stream, read through the budget."""
    return BufferedReader(_Metered(stream, budget), 65_536)
