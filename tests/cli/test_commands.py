"""The command line: light, quiet where nobody looks, and clear about what went wrong."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.cli import MODULES, SECTIONS, Commands, dragoman
from dragoman.cli.exits import Exit

PROGRAM = Path(sys.executable).with_name("dragoman")
ARTICLE = "Norway's prime minister met the president of Finland in Oslo on 3 May 2022.\n"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    """A ledger with two small articles."""
    from dragoman.cli import run

    folder = tmp_path_factory.mktemp("cli")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "b.txt").write_text(
        "Sweden denied that it had sent troops to Norway. "
        "Norway and Finland signed an agreement on fisheries in Helsinki on 9 June 2023.\n",
        encoding="utf-8",
    )
    path = folder / "north.db"
    assert run(["add", str(folder / "a.txt"), str(folder / "b.txt"), "--ledger", str(path)]) == 0
    return path


def shell(*arguments, **options):
    options = {"capture_output": True, "text": True, "encoding": "utf-8"} | options
    return subprocess.run([PROGRAM, *map(str, arguments)], **options)


def test_every_command_has_the_short_help_of_the_overview():
    assert isinstance(dragoman, Commands)
    for section in SECTIONS.values():
        for name, words in section.items():
            command = dragoman.get_command(None, name)
            assert command.name == name
            assert words.rstrip(".") in f"{command.short_help}"


@pytest.mark.parametrize("name", MODULES)
def test_help_of_each_command_loads_nothing_heavy(name):
    script = (
        "import sys; from dragoman.cli import run; run([%r, '--help']); "
        "print(' '.join({'numpy', 'spacy', 'sqlalchemy', 'fastapi', 'rich'} & set(sys.modules)),"
        " file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script % name], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == ""
    assert done.stdout.startswith("Usage: dragoman")


def test_version():
    assert shell("--version").stdout.startswith("dragoman 0.")


@pytest.mark.parametrize("what", ["events", "claims", "figures", "ties", "disputes", "series"])
def test_a_list_without_rows_says_so_and_ends_with_4(dragoman, ledger, what):
    outcome = dragoman(what, "--ledger", ledger, "--actor", "Tonga")
    assert outcome.code == Exit.NOTHING
    assert outcome.out == ""
    assert "nothing matched" in outcome.err


@pytest.mark.parametrize("form", ["table", "jsonl", "csv", "md"])
def test_every_format_lists_the_same_events(dragoman, ledger, form):
    outcome = dragoman("events", "--ledger", ledger, "--format", form)
    assert outcome.code == Exit.DONE
    assert outcome.err == ""
    for words in ("2022-05-03", "2023-06-09", "CONSULT"):
        assert words in outcome.out


def test_json_lines_hold_the_reports_with_their_documents(dragoman, ledger):
    lines = dragoman("events", "--ledger", ledger, "--between", "Norway", "FIN").out.splitlines()
    events = [json.loads(line) for line in lines]
    assert [e["date"] for e in events] == ["2022-05-03", "2023-06-09"]
    assert events[0]["reports"][0]["document"]["uri"].endswith("a.txt")


def test_csv_has_one_row_an_event_and_survives_a_spreadsheet(dragoman, ledger, tmp_path):
    out = tmp_path / "events.csv"
    assert dragoman("events", "--ledger", ledger, "--out", out).code == Exit.DONE
    rows = list(csv.DictReader(io.StringIO(out.read_bytes().decode("utf-8"), newline="")))
    assert {"id", "date", "type", "sources", "targets", "status", "quote", "uri"} <= set(rows[0])
    assert len({row["id"] for row in rows}) == len(rows)


def test_filters_are_explained_when_wrong(dragoman, ledger):
    for option, value, words in (
        ("--type", "VISIT", "CONSULT"),
        ("--status", "done", "occurred"),
        ("--since", "last year", "EDTF"),
        ("--actor", "Belaruss", "Belarus (BLR)"),
        ("--quad", "5", "1-4"),
    ):
        outcome = dragoman("events", "--ledger", ledger, option, value)
        assert outcome.code == Exit.FAILED
        assert outcome.err.startswith("dragoman: ")
        assert words in outcome.err
        assert len(outcome.err.splitlines()) == 1


def test_known_documents_are_counted_and_cost_no_reading(dragoman, ledger, monkeypatch):
    def load(*_):
        raise AssertionError("the parser was loaded")

    monkeypatch.setattr("dragoman.reading.work.load_reader", load)
    outcome = dragoman("add", ledger.with_name("a.txt"), "--ledger", ledger)
    assert outcome.code == Exit.DONE
    assert "0 documents read, 1 known" in outcome.err
    assert outcome.out == ""


def test_a_document_may_come_from_standard_input(dragoman, tmp_path):
    made = dragoman("read", "-", "--format", "jsonl", stdin=ARTICLE.encode())
    record = json.loads(made.out)
    assert record["events"][0]["date"] == "2022-05-03"
    outcome = dragoman("add", "-", "--ledger", tmp_path / "x.db", stdin=ARTICLE.encode())
    assert outcome.code == Exit.DONE
    assert "1 document read" in outcome.err


def test_a_given_publication_date_is_kept(dragoman):
    outcome = dragoman("read", "-", "--published", "2021-02-03", stdin=ARTICLE.encode())
    document = json.loads(outcome.out)["document"]
    assert (document["published"], document["published_basis"]) == ("2021-02-03", "given")


def test_attributions_are_printed_when_asked(dragoman):
    text = b"The minister said that talks would go on. Norway met Finland in Oslo.\n"
    plain = json.loads(dragoman("read", "-", stdin=text).out)
    asked = json.loads(dragoman("read", "-", "--with", "attributions", stdin=text).out)
    assert "attributions" not in plain
    assert [a["cue"]["text"] for a in asked["attributions"]] == ["said"]


def test_the_table_of_a_reading_is_for_people(dragoman):
    outcome = dragoman("read", "-", "--format", "table", stdin=ARTICLE.encode())
    assert "● occurred" in outcome.out
    assert "2022-05-03" in outcome.out
    assert "\x1b" not in outcome.out


@pytest.mark.parametrize(("name", "start"), [("d.html", "<!doctype html>"), ("d.md", "# Norway")])
def test_the_name_of_the_file_chooses_the_format(dragoman, ledger, tmp_path, name, start):
    out = tmp_path / name
    assert dragoman("dossier", "Norway", "FIN", "--ledger", ledger, "--out", out).code == 0
    assert out.read_text(encoding="utf-8").startswith(start)
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_name_that_no_format_has_is_refused_and_nothing_written(dragoman, ledger, tmp_path):
    outcome = dragoman("dossier", "NOR", "FIN", "--ledger", ledger, "--out", tmp_path / "d.json")
    assert outcome.code == Exit.USAGE
    assert "say --format, or let the name end in .docx, .htm" in outcome.err
    assert list(tmp_path.glob("d.json")) == []


def test_a_dossier_says_what_was_left_out_by_choice(dragoman, ledger):
    outcome = dragoman("dossier", "NOR", "FIN", "--ledger", ledger, "--since", "2023")
    assert "Only acts from 2023" in outcome.out
    assert "9 June 2023" in outcome.out
    assert "2022" not in outcome.out


def test_a_party_with_itself_is_refused(dragoman, ledger):
    outcome = dragoman("dossier", "Norway", "NOR", "--ledger", ledger)
    assert outcome.code == Exit.FAILED
    assert "one party" in outcome.err


@pytest.mark.parametrize(
    ("written", "meant"),
    [("evnts", "Did you mean 'events'?"), ("ledgr", "Did you mean 'ledger'?"), ("zzz", "'zzz'.")],
)
def test_a_misspelt_command_is_told_what_may_be_meant(dragoman, written, meant):
    done = dragoman(written)
    assert done.code == Exit.USAGE
    assert done.err.rstrip().endswith(meant)


def test_where_a_reading_cannot_begin_nothing_is_counted(dragoman, tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    done = dragoman("add", tmp_path / "a.txt", "--ledger", tmp_path / "no" / "such.db")
    assert done.code == Exit.FAILED
    assert "such.db cannot be opened" in done.err
    assert "0 documents" not in done.err


def test_a_ledger_that_is_not_there_is_named(dragoman, tmp_path):
    outcome = dragoman("events", "--ledger", tmp_path / "none.db")
    assert outcome.code == Exit.FAILED
    assert "none.db" in outcome.err
    assert not (tmp_path / "none.db").exists()


def test_an_output_that_cannot_be_written_is_named(dragoman, ledger, tmp_path):
    outcome = dragoman("events", "--ledger", ledger, "--out", tmp_path / "no" / "x.csv")
    assert outcome.code == Exit.FAILED
    assert "x.csv" in outcome.err


def test_settings_come_from_the_environment(dragoman, ledger, monkeypatch):
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(ledger))
    assert dragoman("documents").code == Exit.DONE
    monkeypatch.setenv("DRAGOMAN_EVENTS_LIMIT", "1")
    assert len(dragoman("events").out.splitlines()) == 1


def test_the_codebook_is_checked_with_file_and_line(dragoman, tmp_path):
    outcome = dragoman("codebook", "check")
    assert outcome.code == Exit.DONE
    assert "frames" in outcome.out
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "states.csv").write_text("code,names\nXXX\n", encoding="utf-8")
    wrong = dragoman("codebook", "check", tmp_path)
    assert wrong.code == Exit.FAILED
    assert "states.csv:" in wrong.err


def test_a_broken_pipe_is_no_error(ledger):
    command = f"{PROGRAM} documents --ledger {ledger} --format jsonl | head -c 1"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True)
    assert done.stderr == ""


def run_with(redirection: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """A command as a shell runs it with its streams redirected."""
    command = f'"$0" "$@" {redirection}'
    return subprocess.run(
        ["bash", "-c", command, str(PROGRAM), *map(str, arguments)], capture_output=True, text=True
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize("arguments", [("--version",), ("documents", "--limit", "1")])
def test_a_full_disk_is_told_in_one_line(ledger, monkeypatch, arguments):
    monkeypatch.setenv("DRAGOMAN_LEDGER", str(ledger))
    done = run_with(">/dev/full", *arguments)
    assert done.returncode == Exit.FAILED
    [line] = done.stderr.splitlines()
    assert line.startswith("dragoman: what was asked for cannot be written: No space left")


@pytest.mark.parametrize("closed", [">&-", "<&-", "2>&-", "<&- >&- 2>&-"])
def test_a_stream_that_the_caller_closed_is_nothing(ledger, tmp_path, closed):
    assert run_with(closed, "--version").returncode == Exit.DONE
    done = run_with(closed, "events", "--ledger", ledger)
    assert (done.returncode, done.stderr) == (Exit.DONE, "")
    made = tmp_path / "a.db"
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    assert run_with(closed, "add", tmp_path / "a.txt", "--ledger", made).returncode == Exit.DONE
    assert shell("ledger", "check", "--ledger", made).returncode == Exit.DONE


def test_interrupting_leaves_a_whole_ledger(tmp_path):
    folder = tmp_path / "many"
    folder.mkdir()
    for n in range(400):
        (folder / f"{n}.txt").write_text(ARTICLE * 20 + f"Number {n}.\n", encoding="utf-8")
    ledger = tmp_path / "cut.db"
    running = subprocess.Popen(
        [PROGRAM, "add", folder, "--ledger", ledger],
        stderr=subprocess.PIPE,
        text=True,
        # What starts the tests in the background may have them ignore interrupts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and running.poll() is None:
        if ledger.exists() and shell("documents", "--ledger", ledger, "--limit", "1").stdout:
            break
        time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == Exit.INTERRUPTED
    assert "Traceback" not in err
    done = shell("documents", "--ledger", ledger).stdout.splitlines()
    assert 0 < len(done) < 400
    events = [json.loads(line) for line in shell("events", "--ledger", ledger).stdout.splitlines()]
    assert sum(len(e["reports"]) for e in events) > 0


def test_words_are_utf8_whatever_the_locale(tmp_path):
    (tmp_path / "é.txt").write_text(ARTICLE.replace("Oslo", "Tromsø"), encoding="utf-8")
    done = subprocess.run(
        [PROGRAM, "read", tmp_path / "é.txt"],
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        check=True,
    )
    assert "Tromsø" in done.stdout.decode("utf-8")


def test_the_password_of_a_ledger_is_not_printed():
    from dragoman.ledger.opening import shown

    assert (
        shown("postgresql://ann:s3cret:@x@db.example/news")
        == "postgresql://ann:***@db.example/news"
    )
    assert shown("postgresql://db.example/news") == "postgresql://db.example/news"
    assert shown("my.db") == "my.db"
