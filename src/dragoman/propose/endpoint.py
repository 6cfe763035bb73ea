"""One server that speaks OpenAI's protocol: asked patiently, within bounds, and nowhere else."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from ipaddress import ip_address

from dragoman.acquire.addresses import AddressError, Target, shown, target
from dragoman.acquire.fetching import asked_wait
from dragoman.acquire.requesting import ENCODINGS, Answer, Limits, RequestError, ask
from dragoman.errors import ProposeError

KEY = "DRAGOMAN_PROPOSE_KEY"
LARGEST = 1_000_000  # bytes of an answer; a thousand tokens are some thousand
TRIES, FIRST_WAIT, LONGEST_WAIT = 3, 1.0, 60.0
_BUSY = frozenset({408, 425, 429, 500, 502, 503, 504, 529})
_MOVED = frozenset({301, 302, 303, 307, 308})
_LONGEST_NAME = 200
_SETTING = re.compile(r" \(setting \w+\)")


class NoAnswerError(Exception):
    """A question that got no answer; the message says why, and never what was sent."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where to ask. The key is no part of what is shown, logged or kept."""

    url: str
    model: str
    seconds: float = 60.0
    key: str | None = field(default=None, repr=False)

    @property
    def host(self) -> str:
        """Name and port of the server, as the ledger keeps it."""
        return _checked(self.url).origin.partition("://")[2]


@dataclass(slots=True)
class Budget:
    """How many requests may still be sent, tries that failed included."""

    left: int

    def spend(self) -> None:
        """Count a request; raises OutOfRequestsError when none is left."""
        if self.left <= 0:
            raise OutOfRequestsError
        self.left -= 1


class OutOfRequestsError(Exception):
    """All requests that were allowed are used up."""


def named_endpoint(
    url: str, model: str, seconds: float, environment: Mapping[str, str] | None = None
) -> Endpoint:
    """An endpoint with the key of the environment; raises ProposeError where it must not be asked.

    `url` is the base, as http://127.0.0.1:8000/v1, or the whole address of chat completions.
    """
    key = (os.environ if environment is None else environment).get(KEY, "").strip() or None
    if key is not None and not (key.isascii() and key.isprintable()):
        raise ProposeError(f"the key in {KEY} holds what no key may hold")
    if not model.strip() or not model.isprintable() or len(model) > _LONGEST_NAME:
        raise ProposeError(f"expected the name of a model, got {model[:_LONGEST_NAME]!r}")
    whole = url.strip().rstrip("/")
    if not whole.endswith("/chat/completions"):
        whole += "/chat/completions"
    if "@" in whole.partition("://")[2].partition("/")[0]:
        raise ProposeError(f"{shown(url)}: put the key into {KEY}, not into the address")
    if "://" not in url:
        raise ProposeError(f"{shown(url)}: expected an address such as http://127.0.0.1:11434/v1")
    at = _checked(whole)
    if key and at.scheme == "http" and not all(map(_is_here, at.numbers)):
        raise ProposeError(
            f"{shown(url)}: a key would cross the network for all to read; use https://"
        )
    return Endpoint(whole, model, seconds, key)


def _checked(url: str) -> Target:
    try:
        return target(url, private=True)
    except AddressError as error:
        raise ProposeError(f"{shown(url)}: {error}") from None


def _is_here(number: str) -> bool:
    return ip_address(number.partition("%")[0]).is_loopback


def reply_to(
    at: Endpoint, body: bytes, budget: Budget, sleep: Callable[[float], None] = time.sleep
) -> bytes:
    """The body of the answer to one question, asked for again when the server is busy.

    Raises NoAnswerError when there is none, ProposeError when asking on makes no sense, and
    OutOfRequestsError when the budget is used up.
    """
    where, limits = _checked(at.url), Limits(LARGEST, at.seconds)
    reason, wait = "", FIRST_WAIT
    for left in reversed(range(TRIES)):
        budget.spend()
        try:
            answer = ask(where, _headers(at), limits, method="POST", body=body)
        except RequestError as error:
            reason = f"the server {_SETTING.sub('', str(error))}"
            # Who lets one wait as long as that is not asked the same again.
            if error.lasting or "takes longer" in reason:
                raise NoAnswerError(reason) from None
        else:
            if answer.status == 200:
                return answer.body
            reason = _refused(at, answer)
            wait = max(wait, asked_wait(answer))
        if wait > LONGEST_WAIT:
            raise ProposeError(f"{at.host}: {reason} and asks to come back in {wait:,.0f} seconds")
        if left:
            sleep(wait)
            wait *= 2
    raise NoAnswerError(reason)


def _refused(at: Endpoint, answer: Answer) -> str:
    """Why there is no answer now; raises where there will be none later."""
    if answer.status in _BUSY:
        return f"the server answers {answer.status}"
    if answer.status in _MOVED:
        raise ProposeError(
            f"{at.host} sends us elsewhere ({answer.status}), where nothing is sent; name the "
            "address that it means"
        )
    if answer.status in {401, 403}:
        raise ProposeError(
            f"{at.host} does not let us ask ({answer.status}); is the key in {KEY} right?"
        )
    if answer.status in {404, 405}:
        raise ProposeError(f"{at.host} answers {answer.status}: is {shown(at.url)} its address?")
    raise NoAnswerError(f"the server answers {answer.status}")


def _headers(at: Endpoint) -> dict[str, str]:
    headers = {
        "User-Agent": f"dragoman/{version('dragoman')}",
        "Content-Type": "application/json",
        "Accept": "application/json",
        "Accept-Encoding": ENCODINGS,
        "Connection": "close",
    }
    return headers | ({"Authorization": f"Bearer {at.key}"} if at.key else {})
