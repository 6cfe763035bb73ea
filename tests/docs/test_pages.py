"""The pages hold together: links lead somewhere, commands exist, numbers are measured."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from dragoman.cli import dragoman

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    p
    for p in [
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "benchmarks").glob("*.md"),
    ]
    if "_build" not in p.parts
)
LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^\s*```(\w+)\n(.*?)^\s*```", re.MULTILINE | re.DOTALL)


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as GitHub and MyST make them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-") for h in headings}


def commands() -> list[tuple[Path, str]]:
    """Every dragoman command line that the pages show."""
    found = []
    for page in PAGES:
        for language, block in FENCE.findall(page.read_text(encoding="utf-8")):
            if language == "console":
                lines = re.findall(r"^\s*\$ (dragoman .*)$", block, re.MULTILINE)
                found += [
                    (page, line) for line in lines if not re.search(r"\[OPTIONS\]|COMMAND", line)
                ]
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    broken = []
    for target in LINK.findall(page.read_text(encoding="utf-8")):
        if re.match(r"\w+:", target):
            continue
        path, _, anchor = target.partition("#")
        found = (page.parent / path).resolve() if path else page
        if not found.exists() or (anchor and anchor not in anchors(found)):
            broken.append(target)
    assert broken == []


@pytest.mark.parametrize("target", ["demo", "test"])
def test_the_readme_names_targets_that_exist(target):
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert f"make {target}" in readme
    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_every_make_target_that_is_told_exists():
    told = set()
    for page in PAGES:
        told |= set(re.findall(r"\bmake ([a-z]+(?:-[a-z]+)?)`", page.read_text(encoding="utf-8")))
        told |= set(re.findall(r"\$ make ([a-z-]+)", page.read_text(encoding="utf-8")))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert told - set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE)) == set()


@pytest.mark.parametrize(("page", "line"), commands(), ids=lambda x: str(x)[-60:])
def test_the_commands_shown_are_those_of_the_program(page, line):
    """Names and options are checked against the program; nothing is run."""
    words = re.sub(r"\s*[>|&].*$", "", line).replace("\\", "").split()[1:]
    context, command = click.Context(dragoman), dragoman
    while words and isinstance(command, click.Group) and not words[0].startswith("-"):
        name = words.pop(0)
        found = command.get_command(context, name)
        assert found is not None, f"{page.name}: no command {name}"
        command = found
    known = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help", "-h"}
    used = {w.partition("=")[0] for w in words if w.startswith("-") and w != "-"}
    assert used <= known, f"{page.name}: {line}"


def test_numbers_of_the_readme_are_measured():
    """Every score in the README's table stands in the last section of RESULTS.md."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    results = (ROOT / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    table = re.search(r"<!-- measured -->(.*?)<!-- /measured -->", readme, re.DOTALL)
    assert table, "the README's table of results has lost its marks"
    last = results.rpartition("\n## ")[2]
    numbers = re.findall(r"\b\d\.\d+\b", table.group(1))
    assert numbers
    assert [n for n in numbers if n not in last] == []
