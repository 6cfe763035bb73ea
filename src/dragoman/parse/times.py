"""Temporal expressions as they stand in the text (resolved to EDTF in `resolve/`)."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.analysis import Sentence, TimePhrase
from dragoman.codebook import Codebook
from dragoman.codebook.times import Shape, TimeWords
from dragoman.parse.times_composed import Atom, composed
from dragoman.parse.times_plausible import plausible, word_before


def time_phrases(sentences: Sequence[Sentence], codebook: Codebook) -> tuple[TimePhrase, ...]:
    """Every temporal expression of the sentences, in order, none overlapping another."""
    words = codebook.times
    return tuple(
        TimePhrase(
            sentence=sentence.index,
            start=sentence.start + atom.start,
            end=sentence.start + atom.end,
            text=sentence.text[atom.start : atom.end],
            form=atom.form,
            values=atom.values,
        )
        for sentence in sentences
        for atom in composed(sentence.text, _atoms(sentence, words), words)
    )


def _atoms(sentence: Sentence, words: TimeWords) -> list[Atom]:
    """The plain phrases of a sentence: of those that overlap, the longest; the first of equals."""
    found = [atom for atom in _candidates(sentence.text, words) if plausible(atom, sentence, words)]
    chosen: list[Atom] = []
    for atom in sorted(found, key=lambda a: (a.start - a.end, a.start)):
        if all(atom.end <= other.start or other.end <= atom.start for other in chosen):
            chosen.append(atom)
    return sorted(chosen, key=lambda a: a.start)


def _candidates(text: str, words: TimeWords) -> list[Atom]:
    return [
        _atom(shape, match.start(), match.end(), match.groupdict(), words)
        for shape in words.fitting(text)
        for match in shape.expression.finditer(text)
        if not shape.after or word_before(text, match.start()) in shape.after
    ]


def _atom(
    shape: Shape, start: int, end: int, groups: dict[str, str | None], words: TimeWords
) -> Atom:
    values = dict(shape.fixed)
    for name, text in groups.items():
        if text is not None:
            values[name] = words.value(shape.classes[name], text)
    return Atom(start, end, shape.form, values)
