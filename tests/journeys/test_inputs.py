"""Inputs that cannot be read are named with the reason; the rest go on, and the exit code tells."""

from __future__ import annotations

import json

import pytest

from dragoman.cli.exits import Exit

ARTICLE = (
    "Chile's foreign minister met his Peruvian counterpart in Lima on Monday. "
    "The two countries signed an agreement on migration.\n"
)


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\t\n", "empty"),
        ("program.txt", bytes(range(256)) * 40, "binary"),
        ("paper.txt", b"%PDF-1.7 \x00\x01", "PDF"),
        ("broken.jsonl", b'{"text": "unfinished', "JSON"),
    ],
)
def test_the_unreadable_is_skipped_with_its_reason(
    dragoman, article, tmp_path, name, content, reason
):
    (tmp_path / name).write_bytes(content)
    outcome = dragoman("read", article, tmp_path / name, "--format", "jsonl")
    assert outcome.code == Exit.SOME_FAILED
    assert name in outcome.err
    assert reason in outcome.err
    assert len(outcome.out.splitlines()) == 1


def test_the_huge_is_skipped_by_the_limit_of_the_settings(dragoman, article, tmp_path):
    settings = tmp_path / "small.toml"
    settings.write_text("max_characters = 1000\n", encoding="utf-8")
    huge = tmp_path / "huge.txt"
    huge.write_text(ARTICLE * 100, encoding="utf-8")
    outcome = dragoman("--settings", settings, "read", article, huge, "--format", "jsonl")
    assert outcome.code == Exit.SOME_FAILED
    assert "huge.txt" in outcome.err
    assert "max_characters" in outcome.err


def test_nothing_read_at_all_is_a_failure(dragoman, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    assert dragoman("read", tmp_path / "empty.txt").code == Exit.FAILED


def test_a_path_that_is_not_there_is_named(dragoman, article, tmp_path):
    outcome = dragoman("read", article, tmp_path / "absent.txt", "--format", "jsonl")
    assert outcome.code in {Exit.SOME_FAILED, Exit.USAGE}
    assert "absent.txt" in outcome.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "x.txt", "--format", "xml"),
        ("read", "x.txt", "--published", "yesterday"),
        ("frobnicate",),
        ("dossier", "TUR"),
    ],
)
def test_wrong_usage(dragoman, arguments):
    assert dragoman(*arguments).code == Exit.USAGE


def test_an_unknown_setting_is_named(dragoman, article, tmp_path):
    settings = tmp_path / "wrong.toml"
    settings.write_text("colour = 'red'\n", encoding="utf-8")
    outcome = dragoman("--settings", settings, "read", article)
    assert outcome.code == Exit.FAILED
    assert "colour" in outcome.err


def test_globs_and_folders_give_each_document_once(dragoman, article, tmp_path):
    (tmp_path / "b.md").write_text("# Talks\n\n" + ARTICLE, encoding="utf-8")
    outcome = dragoman("read", tmp_path, tmp_path / "*.txt", article, "--format", "jsonl")
    uris = [json.loads(line)["document"]["uri"] for line in outcome.out.splitlines()]
    assert len(uris) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_encodings_are_detected(dragoman, tmp_path, encoding):
    path = tmp_path / "article.txt"
    path.write_bytes(("“Façade” of détente: " + ARTICLE * 3).encode(encoding))
    outcome = dragoman("read", path, "--format", "jsonl")
    [record] = [json.loads(line) for line in outcome.out.splitlines()]
    assert {"CHL", "PER"} <= {
        party["code"] for event in record["events"] for party in event["sources"] + event["targets"]
    }


def test_line_ends_do_not_move_the_evidence(dragoman, tmp_path):
    path = tmp_path / "dos.txt"
    text = "Talks in Lima\r\n\r\n" + ARTICLE.replace("\n", "\r\n") * 3
    path.write_bytes(text.encode())
    [record] = [
        json.loads(line) for line in dragoman("read", path, "--format", "jsonl").out.splitlines()
    ]
    assert record["events"]
    for event in record["events"]:
        quote = event["evidence"]
        assert text[quote["start"] : quote["end"]] == quote["text"]
