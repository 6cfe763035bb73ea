"""Documents from files, folders, globs, JSON lines and stdin."""

from __future__ import annotations

import io
import json
import os
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from dragoman.acquire import acquire
from dragoman.analysis import Acquired
from dragoman.model import Skipped
from dragoman.settings import Settings

TEXT = "Togo and Benin opened a bridge.\r\n\r\nThe presidents crossed it together.\n"


def taken(*paths: str | Path, settings: Settings | None = None) -> list[Acquired | Skipped]:
    return list(acquire(paths, settings or Settings()))


def reasons(*paths: str | Path, settings: Settings | None = None) -> list[str]:
    found = taken(*paths, settings=settings)
    assert all(isinstance(f, Skipped) for f in found), found
    return [f.reason for f in found if isinstance(f, Skipped)]


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def test_a_text_comes_as_it_is_with_its_line_ends(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "\ufeff" + TEXT)
    raw = ("\ufeff" + TEXT).encode()
    digest = sha256(raw).hexdigest()
    assert taken(path) == [Acquired(path.as_posix(), "\ufeff" + TEXT, "text", raw_hash=digest)]


def test_a_folder_gives_its_documents_in_order_of_names(tmp_path: Path) -> None:
    for name in ("b/x.md", "a.txt", "c.html", "b/notes", "b/pic.png", ".git/d.txt", "data.json"):
        write(tmp_path / name, "<html>Text</html>" if name == "c.html" else TEXT)
    found = taken(tmp_path)
    assert [Path(f.uri).relative_to(tmp_path).as_posix() for f in found] == [
        "a.txt",
        "b/notes",
        "b/x.md",
        "c.html",
    ]
    assert [f.media for f in found if isinstance(f, Acquired)] == ["text", "text", "text", "html"]


def test_a_glob_and_a_folder_that_overlap_give_each_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "in/a.txt", TEXT)
    write(tmp_path / "in/b.txt", TEXT)
    monkeypatch.chdir(tmp_path)
    assert [f.uri for f in taken("in/*.txt", "in", "in/a.txt")] == ["in/a.txt", "in/b.txt"]
    assert [f.uri for f in taken("**/b.*")] == ["in/b.txt"]


def test_a_file_may_be_called_like_a_pattern(tmp_path: Path) -> None:
    path = write(tmp_path / "a[1].txt", TEXT)
    assert [f.uri for f in taken(path)] == [path.as_posix()]


@pytest.mark.parametrize("name", ["a.txt.meta.json", "a.meta.json"])
def test_a_sidecar_describes_the_file_beside_it(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    write(tmp_path / name, json.dumps({"title": "Bridge", "published": "2016-03-04", "x": 1}))
    write(tmp_path / "a.json", json.dumps({"title": "Not a sidecar"}))
    [found] = taken(tmp_path)
    assert isinstance(found, Acquired)
    assert found.uri == path.as_posix()
    assert found.fields == {"title": "Bridge", "published": "2016-03-04"}


def test_a_broken_sidecar_is_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", TEXT)
    write(tmp_path / "a.txt.meta.json", "{title:")
    [reason] = reasons(path)
    assert reason.startswith("its sidecar a.txt.meta.json is not JSON")


def test_json_lines_give_a_document_each(tmp_path: Path) -> None:
    rows = [
        {"id": "n1", "text": TEXT, "published": "2015-01-02", "title": "", "extra": [1]},
        {"html": "<p>Text</p>", "url": "https://a.example/1"},
        {"id": 7, "text": TEXT},
    ]
    path = write(tmp_path / "x.jsonl", "\n\n".join(json.dumps(r) for r in rows))
    found = taken(path)
    assert [f.uri for f in found] == [f"{path.as_posix()}#{n}" for n in ("n1", "3", "7")]
    assert [f.media for f in found if isinstance(f, Acquired)] == ["text", "html", "text"]
    assert isinstance(found[0], Acquired)
    assert found[0].fields == {"id": "n1", "published": "2015-01-02"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2 is not JSON"),
        ("[1]", "line 2 is JSON, but not an object"),
        ("[" * 100_000, "line 2 is "),
        ('{"text": 5}', "line 2 has no text"),
        ('{"title": "x"}', "line 2 has no text"),
        ('{"text": "  "}', "line 2 has no text"),
        ('{"text": "\\n"}', "line 2 is empty"),
        ("\x00\x01\x02\x03\x04\x05", "line 2 is a binary file"),
        ('{"n": ' + "9" * 5000 + "}", "line 2 "),
    ],
)
def test_a_bad_line_is_told_by_its_number_and_the_rest_goes_on(
    tmp_path: Path, line: str, reason: str
) -> None:
    good = json.dumps({"text": TEXT})
    path = write(tmp_path / "x.jsonl", f"{good}\n{line}\n{good}\n")
    first, bad, last = taken(path)
    assert isinstance(first, Acquired)
    assert isinstance(last, Acquired)
    assert isinstance(bad, Skipped)
    assert bad.uri == f"{path.as_posix()}#2"
    if '"  "' not in line:
        assert bad.reason.startswith(reason), bad.reason


def test_a_line_beyond_the_limit_is_passed_over(tmp_path: Path) -> None:
    good = json.dumps({"text": TEXT})
    path = write(tmp_path / "x.jsonl", f'{good}\n{{"text": "{"a" * 5000}"}}\n{good}')
    found = taken(path, settings=replace(Settings(), max_bytes=1000))
    assert [type(f) for f in found] == [Acquired, Skipped, Acquired]


def test_half_surrogates_become_replacement_characters(tmp_path: Path) -> None:
    path = write(tmp_path / "x.jsonl", r'{"text": "a\ud83d b\ud83d\ude00", "title": "\udc00x"}')
    [found] = taken(path)
    assert isinstance(found, Acquired)
    assert found.content == "a\ufffd b\U0001f600"
    assert found.fields["title"] == "\ufffdx"


@pytest.mark.parametrize(
    ("raw", "media", "uris"),
    [
        (TEXT, "text", ["-"]),
        ("<!DOCTYPE html><html><p>Text</p></html>", "html", ["-"]),
        ('{"text": "One.", "id": "a"}\n{"text": "Two."}', "text", ["-#a", "-#2"]),
        ('{"text": "One.", "url": "https://a.example/1"}', "text", ["https://a.example/1"]),
        ('{"quoted": "start of a text"}\nthat is no JSON lines', "text", ["-"]),
    ],
)  # fmt: skip
def test_stdin_is_text_a_page_or_json_lines(
    raw: str, media: str, uris: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw.encode())))
    found = taken("-")
    assert [f.uri for f in found] == uris
    assert {f.media for f in found if isinstance(f, Acquired)} == {media}


def test_what_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "circle.txt").symlink_to(tmp_path / "circle.txt")
    (tmp_path / "void").mkdir()
    names = ["none.txt", "pipe", "dangling.txt", "void", "a\0b", "*.none", "x" * 5000]
    found = reasons(*(tmp_path / n if "\0" not in n else n for n in names))
    assert found[0] == "does not exist"
    assert found[1] == "is a pipe, not a file"
    assert found[2] == "is a link to a file that is not there"
    assert found[3].startswith("holds no document")
    assert found[4].startswith("is not a path")
    assert found[5] == "no file matches this pattern"
    assert "name too long" in found[6]
    assert "symbolic links" in reasons(tmp_path / "circle.txt")[0]


def test_what_is_no_path_is_told_and_no_folder_is_read_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.txt", TEXT)
    assert reasons("") == ["is no path: nothing is named"]
    assert reasons("ftp://news.example/a.txt") == ["is an address of the kind ftp, not http(s)"]


def test_a_folder_that_links_back_to_itself_ends(tmp_path: Path) -> None:
    write(tmp_path / "a/b/text.txt", TEXT)
    (tmp_path / "a/b/up").symlink_to(tmp_path / "a")
    found = taken(tmp_path)
    assert [type(f) for f in found] == [Acquired, Skipped]
    assert isinstance(found[1], Skipped)
    assert found[1].reason == "is a link back to a folder that holds it"


def test_an_unreadable_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", TEXT)

    def refuse(self: Path, mode: str = "r") -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(path) == ["cannot be opened (permission denied)"]


def test_too_big_and_too_long_are_told_with_the_setting(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "word " * 1000)
    assert "setting max_bytes" in reasons(path, settings=replace(Settings(), max_bytes=10))[0]
    assert (
        "setting max_characters"
        in reasons(path, settings=replace(Settings(), max_characters=10))[0]
    )


def test_kinds_that_cannot_be_read_are_told_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path / "a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...")
    write(tmp_path / "b.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 ...")
    write(tmp_path / "c.odt", b"PK\x03\x04")
    assert reasons(tmp_path) == [
        "is an old Word file; save it as .docx",
        "is protected with a password",
        "is an OpenDocument file; save it as .docx",
    ]


def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as file:  # noqa: PTH123
        file.write(TEXT.encode())
    [found] = taken(tmp_path)
    assert found.uri.endswith("caf\ufffd.txt")
    found.uri.encode("utf-8")
