"""From naming phrases and pronouns to mentions: each gets its parties, in the order of the text."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis import Mention, MentionKind, Parse, Sentence
from dragoman.codebook import Codebook
from dragoman.codebook.actors import Actors
from dragoman.codebook.folding import fold
from dragoman.recognise.context import Context, mention
from dragoman.recognise.parties import parties
from dragoman.recognise.people import learn
from dragoman.recognise.phrases import phrases
from dragoman.recognise.pronouns import Pointer, antecedent
from dragoman.recognise.scan import scan
from dragoman.recognise.scene import Phrase, Scene
from dragoman.recognise.senses import hidden, settle

Item = Phrase | Pointer
Named = list[tuple[Sentence, list[Phrase]]]


def recognise(parse: Parse, codebook: Codebook) -> tuple[Mention, ...]:
    """Every mention of a political actor in the document, resolved, in order."""
    context = Context.of(parse, codebook.actors)
    found = named(parse, codebook.actors)
    for sentence, here in found:
        learn(context.people, sentence, here)
    return tuple(sorted(_resolved(found, context), key=lambda m: m.start))


def named(parse: Parse, actors: Actors) -> Named:
    """The naming phrases of each sentence that was parsed."""
    text = fold(parse.document.text)
    return [(s, phrases(scene(s, text, actors))) for s in parse.sentences if s.tokens]


def scene(sentence: Sentence, text: str, actors: Actors) -> Scene:
    """A sentence with the names that mean an actor in the document with this folded text."""
    marks = scan(sentence, actors)
    masked = hidden(sentence, marks, actors)
    return Scene(sentence, settle(sentence, marks, text, actors), marks.words, masked, actors)


def _resolved(found: Named, context: Context) -> Iterator[Mention]:
    later: list[tuple[Sentence, Item]] = []
    for sentence, here in found:
        for item in _in_order(sentence, here, context):
            if _first_person(sentence, item, context):
                later.append((sentence, item))
            elif made := _mention(sentence, item, context):
                yield made
                context.note(sentence, made)
    # "We" in a quotation may be told only by the "he said" of a later sentence.
    for sentence, item in later:
        if made := _mention(sentence, item, context):
            yield made


def _mention(sentence: Sentence, item: Item, context: Context) -> Mention | None:
    if isinstance(item, Pointer):
        found = antecedent(sentence, item, context)
        return mention(sentence, item.first, item.first, MentionKind.PRONOUN, found)
    return mention(sentence, item.first, item.last, item.kind, parties(sentence, item, context))


def _in_order(sentence: Sentence, here: list[Phrase], context: Context) -> list[Item]:
    pronouns = context.actors.pointing.pronouns
    free = [
        Pointer(t.i, pronouns[t.lower])
        for t in sentence.tokens
        if t.lower in pronouns and t.pos in {"PRON", "DET"} and not any(p.covers(t.i) for p in here)
    ]
    items: list[Item] = [*here, *(p for p in free if not p.pronoun.relative)]
    # The speaker of a quotation often stands after it: what is outside the marks is read first.
    quoted = context.speech.quoted
    return sorted(
        items, key=lambda i: (quoted(sentence.tokens[i.first].start) is not None, i.first)
    )


def _first_person(sentence: Sentence, item: Item, context: Context) -> bool:
    if isinstance(item, Pointer):
        return item.pronoun.person == 1
    pronouns = context.actors.pointing.pronouns
    return item.owner is not None and pronouns[sentence.tokens[item.owner].lower].person == 1
