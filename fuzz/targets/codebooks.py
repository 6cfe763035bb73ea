"""A user's codebook files: each is loaded, or a CodebookError says file and cause."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from dragoman.codebook import load_codebook
from dragoman.codebook.actors import load_actors
from dragoman.codebook.boilerplate import load_boilerplate
from dragoman.codebook.bylines import load_bylines
from dragoman.codebook.confidence import load_confidence
from dragoman.codebook.crosswalk import load_crosswalk
from dragoman.codebook.cues import load_cues
from dragoman.codebook.frames import load_frames
from dragoman.codebook.items import items_of
from dragoman.codebook.language import load_languages
from dragoman.codebook.loading import SHIPPED, Folders
from dragoman.codebook.matters import load_matters
from dragoman.codebook.measures import load_measures
from dragoman.codebook.numbers import load_number_words
from dragoman.codebook.outlets import load_domains, load_outlets
from dragoman.codebook.places import load_places
from dragoman.codebook.ties import load_ties
from dragoman.codebook.times import load_times
from dragoman.codebook.types import load_types
from dragoman.codebook.units import load_units
from dragoman.errors import CodebookError, SettingsError
from dragoman.settings import load_settings
from fuzz.target import Once, Target, expect, text_of

_Load = Callable[[Sequence[Path]], Any]
FILES: dict[str, _Load] = {
    "types.yaml": load_types,
    "units.yaml": load_units,
    "currencies.csv": load_units,
    "confidence.yaml": load_confidence,
    "crosswalk.csv": lambda folders: load_crosswalk(tuple(folders[1:])),
    "cameo.csv": lambda folders: load_crosswalk(tuple(folders[1:])),
    "outlets.csv": load_outlets,
    "domains.csv": load_domains,
    "places.csv": lambda folders: load_places(folders).country("ZZZ"),
    "en/places.yaml": load_places,
    "en/times.yaml": load_times,
    "en/numbers.yaml": lambda folders: load_number_words(folders, "$"),
    "en/measures.yaml": load_measures,
    "en/matters.yaml": load_matters,
    "en/ties.yaml": load_ties,
    "en/boilerplate.yaml": load_boilerplate,
    "en/bylines.yaml": load_bylines,
    "en/cues.yaml": load_cues,
    "en/cues_denial.yaml": load_cues,
    "en/cues_embedding.yaml": load_cues,
    "en/cues_speech.yaml": load_cues,
    "en/frames/own.yaml": lambda folders: load_frames(folders, load_types(folders)),
    "en/tone.yaml": lambda folders: load_frames(folders, load_types(folders)),
    "da/grammar.yaml": load_languages,
    "da/words.yaml": load_languages,
}
# These are read together with all names, which takes a third of a second.
ACTORS = (
    "states.csv people.csv en/states.csv en/bodies.csv en/groups.csv en/cities.csv en/organs.csv "
    "en/provinces.csv en/masked.yaml en/offices.yaml en/ordinary.yaml en/pronouns.yaml "
    "en/reading.yaml"
).split()
_GRAMMAR = "name: Danish\nparser: none\nextra: danish\n"


def _loading(files: dict[str, _Load]) -> Callable[[], Once]:
    def start() -> Once:
        remember_yaml()
        names = list(files)

        def once(data: bytes) -> None:
            if not data:
                return
            name = names[data[0] % len(names)]
            with tempfile.TemporaryDirectory(dir=_memory()) as folder:
                path = Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                if name == "da/words.yaml":
                    path.with_name("grammar.yaml").write_text(_GRAMMAR)
                path.write_bytes(data[1:])
                try:
                    files[name](Folders.of((SHIPPED, Path(folder)), "en"))
                except CodebookError as error:
                    named = Path(name).name.removesuffix(".yaml") in str(error)
                    expect(named, f"{name}: does not name the file: {error}")

        return once

    return start


def _memory() -> str | None:
    return "/dev/shm" if Path("/dev/shm").is_dir() else None


def remember_yaml() -> None:
    """Parse our own files once: they stay the same, and parsing takes most of the time."""
    load = yaml.load
    shipped = {p.read_text(encoding="utf-8") for p in SHIPPED.rglob("*.yaml")}
    parsed = lru_cache(maxsize=256)(lambda text: load(text, yaml.CSafeLoader))
    yaml.load = lambda text, Loader: (  # noqa: N803 - yaml's own name
        deepcopy(parsed(text)) if text in shipped else load(text, Loader)
    )


def _examples() -> Once:
    types = load_codebook().types
    path = Path(tempfile.mkdtemp(dir=_memory())) / "own.txt"

    def once(data: bytes) -> None:
        path.write_bytes(data[1:])
        try:
            items = list(items_of(path, types, headed=bool(data[:1] > b"\x7f")))
        except CodebookError as error:
            expect("own.txt" in str(error), f"does not name the file: {error}")
            return
        for item in items:
            for one in item.relations:
                spans = [*one.sources, *one.targets, one.trigger, one.by, one.date, one.cue]
                expect(all(s.stands_in(item.text) for s in spans if s), f"{item} is misquoted")

    return once


def _settings() -> Once:
    path = Path(tempfile.mkdtemp(dir=_memory())) / "dragoman.toml"

    def once(data: bytes) -> None:
        path.write_bytes(data)
        value = re.sub("\0", "", text_of(data))
        for file, environment in ((path, {}), (None, {"DRAGOMAN_MAX_SECONDS": value})):
            try:
                load_settings(file, environment)
            except SettingsError as error:
                named = re.search("toml|^setting [a-z_]+: ", str(error))
                expect(named is not None, f"says not what is wrong: {error}")

    return once


def _words() -> Iterable[str]:
    """Keys and columns of our own files, and the shapes that YAML gives to plain words."""
    for path in sorted(SHIPPED.rglob("*.yaml")):
        yield from re.findall(r"^ *([a-z_]+:)", path.read_text(encoding="utf-8"), re.MULTILINE)
    for path in sorted(SHIPPED.rglob("*.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        head = next(line for line in lines if not line.startswith("#"))
        yield from (head, head + "\n", *head.split(","))
    yield from "yes no null ~ [] {} - : 1 1e400 .nan 2020-01-01 &a *a !!binary (?P< ( [".split()
    yield from ("\\", "''")
    yield from ("\n", "\n  ", "\n- ", ": [", ": {", "]\n", "}\n")


TARGETS = {
    "codebook": Target(_loading(FILES), _words, longest=1024),
    "names": Target(
        _loading(dict.fromkeys(ACTORS, load_actors)), _words, longest=1024, seconds=10.0
    ),
    "examples": Target(
        _examples,
        lambda: (
            "@ wire africa 2010s domestic + - CONSULT visit occurred | > = ; by: stance: "
            "date: cue: @2 @-1 Kenya Kigali".split()
        ),
        longest=512,
    ),
    "settings": Target(
        _settings,
        lambda: "parser model codebook ledger max_bytes max_seconds fetch = [ ] true inf".split(),
        longest=256,
    ),
}
