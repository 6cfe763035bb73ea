"""Passwords as scrypt keeps them, tokens as hashes, and cookies that nobody else can make."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from hashlib import scrypt, sha256
from threading import BoundedSemaphore

SHORTEST, LONGEST = 12, 1_000
# 32 MiB and three rounds: what OWASP advises, a quarter of a second on the build machine.
_LOG_N, _R, _P = 15, 8, 3
_AT_ONCE = BoundedSemaphore(2)  # so that a flood of sign-ins does not take all memory


def password_hash(password: str) -> str:
    """A password as it is kept: the cost, a salt and the hash."""
    salt = secrets.token_bytes(16)
    return (
        f"scrypt${_LOG_N}${_R}${_P}${salt.hex()}${_derived(password, salt, _LOG_N, _R, _P).hex()}"
    )


def is_password(password: str, kept: str | None) -> bool:
    """Whether a password is the one that is kept; takes as long where none is."""
    _, log_n, r, p, salt, wanted = (kept or _NONE).split("$")
    found = _derived(password, bytes.fromhex(salt), int(log_n), int(r), int(p))
    return hmac.compare_digest(found, bytes.fromhex(wanted)) and kept is not None


def _derived(password: str, salt: bytes, log_n: int, r: int, p: int) -> bytes:
    plain = unicodedata.normalize("NFKC", password)[:LONGEST].encode("utf-8", "replace")
    with _AT_ONCE:
        return scrypt(plain, salt=salt, n=1 << log_n, r=r, p=p, maxmem=1 << 27, dklen=32)


_NONE = f"scrypt${_LOG_N}${_R}${_P}${'00' * 16}${'00' * 32}"


def new_token() -> str:
    """A token that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def token_hash(token: str) -> str:
    """A token as it is kept; it is random, so that a quick hash is enough."""
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def signed(value: str, key: bytes) -> str:
    """A value for a cookie, with a signature."""
    return f"{value}.{_signature(value, key)}"


def unsigned(text: str, key: bytes) -> str | None:
    """The value of a cookie that bears our signature; else None."""
    value, _, signature = text.rpartition(".")
    ours = _signature(value, key).encode()
    return value if hmac.compare_digest(ours, signature.encode("utf-8", "replace")) else None


def form_token(value: str, key: bytes) -> str:
    """The token of the forms that go with a cookie's value."""
    return _signature(f"form {value}", key)


def _signature(value: str, key: bytes) -> str:
    return hmac.new(key, value.encode("utf-8", "replace"), "sha256").hexdigest()
