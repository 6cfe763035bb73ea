"""In which language a text is written."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENOUGH, SAMPLE = 120, 4000
CERTAIN = 0.9


def language(text: str) -> str:
    """The ISO 639-1 code of a text's language; "en" where it is too short or mixed to tell."""
    sample = " ".join(text[:SAMPLE].split())
    if sum(map(str.isalpha, sample)) < ENOUGH:
        return _by_script(sample)
    code, share = _identifier().classify(sample)
    return str(code) if share >= CERTAIN else "en"


def _by_script(text: str) -> str:
    """A short text in another script is not English, whatever it is."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 8 or sum(c < "\u0250" for c in letters) >= 0.5 * len(letters):
        return "en"
    return str(_identifier().classify(text)[0])


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
