"""Knowledge as data: what dragoman knows of actors, acts, words and units, loaded and checked.

The shipped files stand in `data/` (codes and facts) and `data/en/` (the words of one language). A
user's folder of the same shape adds to them or, row by row, takes their place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.codebook.actors import Actors, load_actors
from dragoman.codebook.boilerplate import Boilerplate, load_boilerplate
from dragoman.codebook.bylines import Bylines, load_bylines
from dragoman.codebook.confidence import Confidence, load_confidence
from dragoman.codebook.cues import Cues, load_cues
from dragoman.codebook.frames import Frames, load_frames
from dragoman.codebook.language import ENGLISH, Language, load_languages
from dragoman.codebook.loading import SHIPPED, Folders, digest
from dragoman.codebook.matters import Matters, load_matters
from dragoman.codebook.measures import Measures, load_measures
from dragoman.codebook.numbers import NumberWords, load_number_words
from dragoman.codebook.outlets import Outlets, load_domains, load_outlets
from dragoman.codebook.places import Places, load_places
from dragoman.codebook.ties import TieWords, load_ties
from dragoman.codebook.times import TimeWords, load_times
from dragoman.codebook.types import Types, load_types
from dragoman.codebook.units import Units, load_units
from dragoman.errors import CodebookError

VERSION = "plover-2024.1"


@dataclass(frozen=True, slots=True)
class Codebook:
    """All knowledge of one reading; `digest` names its exact bytes.

    `languages` are those beside English that have a folder; `language` is the one that this
    codebook reads, None for English.
    """

    version: str
    digest: str
    actors: Actors
    types: Types
    frames: Frames
    cues: Cues
    confidence: Confidence
    times: TimeWords
    places: Places
    units: Units
    numbers: NumberWords
    measures: Measures
    matters: Matters
    ties: TieWords
    boilerplate: Boilerplate
    outlets: Outlets
    domains: dict[str, str]
    bylines: Bylines
    languages: dict[str, Language]
    language: Language | None = None


@lru_cache(maxsize=4)
def load_codebook(extra: tuple[Path, ...] = (), language: str = ENGLISH) -> Codebook:
    """Load the shipped codebook with the user's folders laid over it, to read one language."""
    for folder in extra:
        if not folder.is_dir():
            raise CodebookError(f"{folder}: there is no such folder (setting codebook)")
    folders: Sequence[Path] = Folders.of((SHIPPED, *extra), language)
    languages = load_languages(folders)
    types, units = load_types(folders), load_units(folders)
    return Codebook(
        version=VERSION,
        digest=digest(folders),
        actors=load_actors(folders),
        types=types,
        frames=load_frames(folders, types),
        cues=load_cues(folders),
        confidence=load_confidence(folders),
        times=load_times(folders),
        places=load_places(folders),
        units=units,
        numbers=load_number_words(folders, units.symbol),
        measures=load_measures(folders),
        matters=load_matters(folders),
        ties=load_ties(folders),
        boilerplate=load_boilerplate(folders),
        outlets=load_outlets(folders),
        domains=load_domains(folders),
        bylines=load_bylines(folders),
        languages=languages,
        language=None if language == ENGLISH else languages[language],
    )
