"""In which language a text is written."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.codebook.language import Language

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

ENOUGH, SAMPLE = 120, 4000
CERTAIN = 0.9
_WORD = re.compile(r"[^\W\d_]+")
_OWN = 3  # letters: shorter words such as "in", "is" and "a" are words of many languages
# Of running English some 0.25 are such words, of Norwegian 0.11, of French and Portuguese none. Of
# 4,992 short mixtures of English and another language, 10 are plainly English by these bounds and
# something else to the identifier.
_PLAINLY, _THROUGHOUT, _PARTS = 0.2, 0.1, 4
_SMALL = 2
_LONGEST = 6  # letters of a word on average: where words are not parted, their number says little


def language(text: str, function_words: Collection[str], others: Iterable[Language] = ()) -> str:
    """The ISO 639-1 code of a text's language; "en" where it is too short or mixed to tell.

    `function_words` are those of English: where they abound, which takes a twentieth of the time
    to see, nothing else is asked. A short text may be in one of the `others` that are read.
    """
    sample = " ".join(text[:SAMPLE].split())
    letters = sum(map(str.isalpha, sample))
    if letters < ENOUGH:
        return _by_script(sample) or _by_small_words(sample, function_words, others)
    if _plainly_english(sample, letters, function_words):
        return "en"
    code, share = _identifier().classify(sample)
    return str(code) if share >= CERTAIN else "en"


def _plainly_english(sample: str, letters: int, function_words: Collection[str]) -> bool:
    words = _WORD.findall(sample.lower())
    own = [len(word) >= _OWN and word in function_words for word in words]
    part = len(own) // _PARTS
    return sum(own) >= _PLAINLY * max(len(own), letters / _LONGEST) and all(
        sum(own[n * part : (n + 1) * part]) >= _THROUGHOUT * part for n in range(_PARTS)
    )


def _by_script(text: str) -> str | None:
    """A short text in another script is not English, whatever it is."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 8 or sum(c < "\u0250" for c in letters) >= 0.5 * len(letters):
        return None
    return str(_identifier().classify(text)[0])


def _by_small_words(text: str, english: Collection[str], others: Iterable[Language]) -> str:
    """A short text is in another language where its small words and the identifier say so.

    Names have such words too (La Paz, El Salvador), with a capital.
    """
    words = _WORD.findall(text)
    words = [word for n, word in enumerate(words) if not n or word.islower()]
    for other in others:
        small = {form.partition("/")[0].rstrip("'’") for form in other.words}
        own = sum(word.lower() in small for word in words)
        foreign = sum(len(word) > 1 and word in english and word not in small for word in words)
        if (
            own >= _SMALL
            and own > _SMALL * foreign
            and _identifier().classify(text)[0] == other.code
        ):
            return other.code
    return "en"


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
