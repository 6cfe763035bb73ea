"""What the reading of one document builds up: its people, its discourse, its speakers."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.analysis import Mention, MentionKind, Parse, Sentence
from dragoman.codebook.actors import Actors
from dragoman.model import Party
from dragoman.recognise.discourse import Discourse, Referent, is_subject, verb_of
from dragoman.recognise.people import People
from dragoman.recognise.speakers import Speech
from dragoman.recognise.spelling import head_of
from dragoman.recognise.voice import voice

Found = tuple[tuple[Party, ...], str]
NOBODY: Found = ((), "")


@dataclass(frozen=True, slots=True)
class Context:
    """The state of a reading, filled as it goes on in the order of the text."""

    actors: Actors
    people: People
    discourse: Discourse
    speech: Speech

    @classmethod
    def of(cls, parse: Parse, actors: Actors) -> Context:
        """A context for a document about which nothing is known yet."""
        people = People(actors, parse.document.published)
        ours = voice(parse.document.publisher, actors)
        speech = Speech.of(parse, actors.pointing.words["saying"], ours)
        return cls(actors, people, Discourse(actors), speech)

    def note(self, sentence: Sentence, found: Mention) -> None:
        """Remember a mention as something that later words may look back to."""
        self.speech.heard(sentence, found)
        person = is_person(found, self.actors)
        subject, verb = is_subject(sentence, found.head), verb_of(sentence, found.head)
        self.discourse.add(
            Referent(
                sentence=found.sentence,
                token=found.first,
                parties=found.parties,
                kind=found.kind,
                person=person,
                plural=len(found.parties) > 1 or sentence.tokens[found.head].tag in {"NNS", "NNPS"},
                subject=subject,
                place=found.kind is MentionKind.CAPITAL and found.rule.endswith("place"),
                verb=verb,
                main=subject and verb >= 0 and sentence.tokens[verb].dep == "ROOT",
                woman=self.people.woman(found.parties[0].name) if person else None,
            )
        )


def is_person(found: Mention, actors: Actors) -> bool:
    """Whether a mention is of a person: by name, or by an office that one person holds."""
    if found.kind is MentionKind.PERSON:
        return True
    holders = {MentionKind.OFFICE, MentionKind.PRONOUN}
    return found.kind in holders and any(p.role in actors.titles for p in found.parties)


def mention(
    sentence: Sentence, first: int, last: int, kind: MentionKind, found: Found
) -> Mention | None:
    """A mention over tokens `first`..`last`, with its text and head; None when it stands for
    nobody.
    """
    parties, rule = found
    if not parties:
        return None
    start, end = sentence.tokens[first].start, sentence.tokens[last].end
    text = sentence.text[start - sentence.start : end - sentence.start]
    worded = tuple(Party(p.code, p.name, text, p.role) for p in parties)
    head = head_of(sentence, first, last)
    return Mention(sentence.index, first, last, head, start, end, text, kind, worded, rule)
