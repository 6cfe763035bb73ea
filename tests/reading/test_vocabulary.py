"""What a parser has met is forgotten now and then, and readings do not notice."""

from __future__ import annotations

from tests.reading.works import document

from dragoman.model import Records
from dragoman.reading import read_batch, work
from dragoman.settings import Settings

PLAIN = Settings(model="none")


class Pipeline:
    """A pipeline that counts the zones that it opens and closes."""

    def __init__(self) -> None:
        self.opened = self.closed = 0

    def memory_zone(self):
        self.opened += 1
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.closed += 1


def test_one_zone_serves_many_documents(monkeypatch):
    monkeypatch.setattr(work, "REMEMBERED", 4)
    pipeline = Pipeline()
    words = work.Vocabulary(pipeline)
    for _ in range(9):
        words.use()
    assert (pipeline.opened, pipeline.closed) == (2, 1)  # the first words stay
    work.Vocabulary(object()).use()  # another pipeline may know no zones


def test_new_words_do_not_add_up(monkeypatch):
    """However many names the news brings, the parser keeps those of the last documents."""
    from dragoman.pipeline import load_reader

    monkeypatch.setattr(work, "REMEMBERED", 3)
    strings = load_reader(PLAIN).parser.nlp.vocab.strings

    def read(first: int) -> None:
        numbers = range(first, first + 6)
        told = [f"Peru met {'Qz' * 3}{n}ov and {'Xw' * 3}{n}ia in Lima." for n in numbers]
        found = read_batch([document(text, n) for n, text in enumerate(told)], PLAIN)
        assert all(isinstance(one, Records) for one in found)

    read(0)
    before = len(strings)
    read(10)
    read(30)
    assert len(strings) <= before + 10
