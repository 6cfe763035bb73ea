"""Stage 1: documents from files, folders, globs, stdin and web addresses, with their origin."""

from dragoman.acquire.fetching import Fetcher
from dragoman.acquire.memory import Memory, Seen
from dragoman.acquire.sources import acquire
from dragoman.acquire.web import Web

__all__ = ["Fetcher", "Memory", "Seen", "Web", "acquire"]
