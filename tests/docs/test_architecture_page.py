"""The page and the picture of the architecture name every room of the tree, and no other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "dragoman"
PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
PICTURE = (ROOT / "docs" / "images" / "architecture.svg").read_text(encoding="utf-8")
TABLE = re.findall(r"^\| `(\w+)(/|\.py)` \|", PAGE.partition("## Rules")[0], re.MULTILINE)


def rooms() -> set[str]:
    """The folders and files of the package, less those that only start it."""
    folders = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    return folders | {p.stem for p in SOURCE.glob("*.py") if not p.stem.startswith("__")}


def layers() -> list[set[str]]:
    """The order of the rooms that import-linter holds, from the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (order,) = (c for c in settings["tool"]["importlinter"]["contracts"] if c["type"] == "layers")
    return [set(re.findall(r"\w+", layer)) for layer in order["layers"]]


def test_the_table_names_each_room_once():
    assert sorted(name for name, _ in TABLE) == sorted(rooms())


@pytest.mark.parametrize(("name", "ending"), TABLE)
def test_a_room_is_a_folder_or_a_file_as_told(name, ending):
    assert (SOURCE / f"{name}{ending}").exists()


def test_the_table_stands_in_the_order_of_the_layers():
    depth = {room: n for n, layer in enumerate(layers()) for room in layer}
    told = [depth[name] for name, _ in TABLE]
    assert told == sorted(told)


def test_the_picture_names_each_room_once():
    bold = re.findall(r'<text[^>]*font-weight="bold"[^>]*>([^<]*)</text>', PICTURE)
    assert sorted(name for told in bold for name in told.split(", ")) == sorted(rooms())
