"""Stage 1: documents from files, folders, globs, JSON lines and stdin, with their origin."""

from dragoman.acquire.sources import acquire

__all__ = ["acquire"]
