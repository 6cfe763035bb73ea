"""What stands around a state's name: its office or organ, further names of a list, words that undo
it.
"""

from __future__ import annotations

from dragoman.codebook.gazetteer import Sort
from dragoman.recognise.scan import Mark, Word
from dragoman.recognise.scene import Scene
from dragoman.recognise.spelling import possessive, starts_name

_LONGEST_RUN = 8


def everywhere(scene: Scene, mark: Mark) -> bool:
    """ "The world's largest exporter", "around the world": no party."""
    before = scene.sentence.tokens[mark.first - 1] if mark.first else None
    places = scene.actors.reading.lists["place_prepositions"] | {"of"}
    around = before is not None and before.lower in places
    return around or possessive(scene.sentence, mark.last + 1)


def compass(scene: Scene, mark: Mark) -> bool:
    """ "Western Ukraine": the compass word is part of the place."""
    after = scene.names.get(mark.last + 1)
    return (
        mark.surface in {"Western", "West", "Soviet"}
        and after is not None
        and Sort.STATE in after.sorts()
    )


def says_origin(scene: Scene, mark: Mark) -> bool:
    """ "Russian-made": what follows the hyphen says origin, not an act."""
    tokens = scene.sentence.tokens[mark.last + 1 : mark.last + 3]
    hyphen = bool(tokens) and tokens[0].text == "-"
    if scene.actors.reading.says("prefixes", mark.surface) and not hyphen:
        return True
    return (
        len(tokens) == 2
        and tokens[0].text == "-"
        and scene.actors.reading.says("not_acting", tokens[1].lower)
    )


def coordinated(scene: Scene, mark: Mark) -> list[Mark]:
    """The further marks of "Russian, Ukrainian and Turkish negotiators"; none where no plural
    office follows.
    """
    if not mark.sorts() & {Sort.ADJECTIVE}:
        return []
    found: list[Mark] = []
    at = mark.last + 1
    while at < len(scene.sentence.tokens) and scene.sentence.tokens[at].lower in {
        ",",
        "and",
        "or",
        "-",
    }:
        at += 1 + (
            scene.sentence.tokens[at + 1 : at + 2] != ()
            and scene.sentence.tokens[at + 1].lower == "and"
        )
        following = scene.names.get(at)
        if following is None or Sort.ADJECTIVE not in following.sorts():
            return []
        found.append(following)
        at = following.last + 1
    word = office_in_run(scene, at) if found else None
    return found if word and word.office and word.office.plural else []


def office_in_run(scene: Scene, start: int) -> Word | None:
    """The last office or organ among the words that directly follow, before a person's name
    begins.
    """
    tokens, best, at = scene.sentence.tokens, None, start
    while at < min(len(tokens), start + _LONGEST_RUN) and at not in scene.hidden:
        if _other_actor(scene, start, at):
            break
        word = scene.word(at, len(tokens))
        if word and tokens[word.last].pos in {"NOUN", "PROPN", "ADJ", "X"}:
            best, at = word, word.last + 1
        elif best and best.office and best.office.title and starts_name(tokens[at]):
            break
        elif modifier(scene, at):
            at += 1
        else:
            break
    return best


def _other_actor(scene: Scene, start: int, at: int) -> bool:
    """Whether another actor begins here, so that the office ahead is not the first one's."""
    if scene.sentence.tokens[at].text == "-" and at == start:
        return True
    mark = scene.names.get(at)
    barred = {Sort.ADJECTIVE, Sort.GROUP, Sort.ORGAN, Sort.PEOPLE, Sort.PERSON}
    return mark is not None and bool(mark.sorts() & barred) and Sort.STATE not in mark.sorts()


def modifier(scene: Scene, at: int) -> bool:
    """Whether a token can stand between a state's name and the office that it modifies."""
    token = scene.sentence.tokens[at]
    if token.pos in {"ADJ", "NOUN", "PROPN", "NUM", "X"} or token.tag in {"VBN", "VBG", "HYPH"}:
        return True
    return token.text == "-" or (token.pos == "ADV" and token.lower in {"then", "newly", "now"})
