"""Each command on the page about inputs works on a file of the form that it shows."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from tests.acquire.files import column, docx, gdelt_graph, pdf, record, warc, zipped

from dragoman.cli import run

PAGE = Path(__file__).resolve().parents[2] / "docs" / "howto" / "read-your-articles.md"
NEWS = "The foreign minister of Chad visited Niger on Monday. The two states signed a treaty."
HTML = f"<html><body><p>{NEWS}</p></body></html>".encode()
MAIL = f"From: A <a@b.example>\nDate: 3 May 2021 10:00 +0000\nSubject: Chad\n\n{NEWS}\n".encode()
LISTED = "20240904101500.gkg.csv"
FILES = {
    "articles/a.txt": NEWS.encode(),
    "wire.txt": NEWS.encode(),
    "report.pdf": pdf([column([NEWS], 60, 100)]),
    "notes.docx": docx([NEWS]),
    "box.mbox": b"From a@b.example Mon May  3 10:00:00 2021\n" + MAIL,
    "corpus.csv": f'body,date,paper\n"{NEWS}",2021-05-03,The Daily\n'.encode(),
    "crawl.warc.gz": warc([record(HTML)], packed=True),
    "dump.zip": zipped({"a.html": HTML}),
    f"{LISTED}.zip": zipped({LISTED: gdelt_graph("http://127.0.0.1:9/a")}),
}
NEEDS = {"report.pdf": "pypdfium2", "notes.docx": "mammoth", "crawl.warc.gz": "warcio"}
COMMANDS = [
    *re.findall(r"^\$ dragoman ((?:read|add) .*)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE),
    *re.findall(r"`dragoman ((?:read|add) [^`]*)`", PAGE.read_text(encoding="utf-8")),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_the_command_works(
    command: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = shlex.split(command)
    if words[1] in NEEDS:
        pytest.importorskip(NEEDS[words[1]], reason="needs an extra")
    monkeypatch.chdir(tmp_path)
    for name, raw in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(raw)
    code, printed = run(words), capsys.readouterr()
    if words[1].startswith(LISTED):
        assert "http://127.0.0.1:9/a" in printed.err
    else:
        assert code == 0, printed.err
        assert "1 document read" in printed.err or '"VISIT"' in printed.out.upper()


def test_every_form_is_shown() -> None:
    assert {word for command in COMMANDS for word in command.split()} >= {
        "articles/" if name.startswith("articles") else name for name in FILES
    }
