"""Whatever a user's codebook file holds, it is loaded or refused with its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from fuzz.targets.codebooks import ACTORS, FILES

from dragoman.codebook.actors import load_actors
from dragoman.codebook.loading import SHIPPED, load_rows, load_yaml
from dragoman.codebook.offices import load_offices
from dragoman.codebook.ordinary import load_ordinary
from dragoman.codebook.pointing import load_pointing
from dragoman.codebook.reading import load_reading
from dragoman.errors import CodebookError

ODD = [None, 1, "x", [], {}, [None], [["a"]], {"a": 1}, {"a": ["b"]}, True, float("inf"), "(?P<"]
LOADERS = {name: load for name, load in FILES.items() if name.endswith(".yaml")} | {
    "en/masked.yaml": load_actors,
    "en/offices.yaml": load_offices,
    "en/ordinary.yaml": load_ordinary,
    "en/pronouns.yaml": load_pointing,
    "en/reading.yaml": load_reading,
}
SLOW = {"en/masked.yaml": 4}


def places(value: Any, above: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where values stand in a file: the whole, and the first few within each."""
    found = [above]
    if isinstance(value, dict | list):
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in list(inner)[:5]:
            found += places(one, (*above, key))
    return found


def changed(value: Any, at: tuple[Any, ...], odd: Any) -> Any:
    """The file with something odd at one place."""
    if not at:
        return odd
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[at[0]] = changed(value[at[0]], at[1:], odd)
    return copy


def said(load: Callable[[Sequence[Path]], Any], folder: Path, nothing: str) -> str:
    """What is said of a folder's files; `nothing` where there is nothing to say."""
    try:
        load((SHIPPED, folder))
    except CodebookError as error:
        return str(error)
    return nothing


@pytest.mark.filterwarnings("ignore:Possible nested set:FutureWarning")
@pytest.mark.parametrize("name", LOADERS)
def test_what_is_odd_is_taken_or_refused_by_name(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml, "load", yaml.load)
    from fuzz.targets.codebooks import remember_yaml

    remember_yaml()
    shipped = SHIPPED / name.replace("da/", "fr/").replace("own.yaml", "consult.yaml")
    whole, path, chance = yaml.safe_load(shipped.read_text()), tmp_path / name, Random(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    if name == "da/words.yaml":
        path.with_name("grammar.yaml").write_text("name: Danish\nparser: none\nextra: danish\n")
    there = [(), *chance.sample(found := places(whole)[1:], min(len(found), SLOW.get(name, 12)))]
    for at in there:
        for odd in chance.sample(ODD, 3 if at else min(len(ODD), SLOW.get(name, 12))):
            path.write_text(yaml.safe_dump(changed(whole, at, odd)))
            assert path.stem in said(LOADERS[name], tmp_path, path.stem), (at, odd)


def test_every_file_is_tried() -> None:
    shipped = {path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("*.*")}
    shipped = {name for name in shipped if not name.startswith("fr/") and "/frames/" not in name}
    assert shipped - {*FILES, *ACTORS} <= {"regions.csv"}


@pytest.mark.parametrize(
    "text", ["a: 2020-13-45", "a: !!bool x", "[" * 5000, "a: !!int x", "a: {b: [in, on]}"]
)
def test_what_yaml_breaks_on_is_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(text)
    with pytest.raises(CodebookError, match=r"own\.yaml"):
        load_yaml(tmp_path / "own.yaml")


@pytest.mark.parametrize("raw", [b"code,names\nPER,Per\xfa\n", b'code,names\nPER,"Lima\n'])
def test_a_table_in_another_encoding_or_without_end_is_told(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / "own.csv").write_bytes(raw)
    with pytest.raises(CodebookError, match=r"own\.csv"):
        list(load_rows(tmp_path / "own.csv", ("code", "names")))
