"""Stage 2: one frozen text per document: its body, title, date, outlet, language and copies."""

from dragoman.clean.cleaning import clean
from dragoman.clean.copies import near_copies

__all__ = ["clean", "near_copies"]
