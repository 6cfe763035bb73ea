"""Verbs that a small parser takes for something else, found again by a language's own endings."""

from __future__ import annotations

from dragoman.codebook.language import Ending, Language
from dragoman.parse.node import Node, child, take_place

_HELPING = ("aux:tense", "aux:pass", "aux")
_SUBJECT = ("nsubj", "nsubj:pass", "expl:subj")


def recover(nodes: list[Node], language: Language) -> None:
    """Set right, in place: verbs read as nouns, tenses that the form shows, a second subject."""
    for node in nodes:
        _participle(node, nodes, language)
        _finite(node, nodes, language)
    _only_verb(nodes, language)
    _one_head(nodes)
    for node in nodes:
        _on_its_verb(node)
        _adjective_above(node, nodes)
        _tense(node, language)
        _second_subject(node, nodes)


def _participle(helper: Node, nodes: list[Node], language: Language) -> None:
    """ "a expulsé" read as having: the participle right after is the verb."""
    after = nodes[nodes.index(helper) + 1 :][:1]
    if helper.pos != "VERB" or helper.lemma not in language.helping or not after:
        return
    verb = after[0]
    ending = _ending(verb, language, "VerbForm=Part")
    if verb.pos == "VERB" or ending is None:
        return
    take_place(verb, helper, nodes)
    helper.dep, helper.pos = "aux:tense", "AUX"
    _becomes(verb, ending)
    after_it = [n for n in nodes if n.head is verb and n.dep in _SUBJECT]
    for late in after_it[1:]:
        late.dep = "obj"


def _finite(node: Node, nodes: list[Node], language: Language) -> None:
    """ "a visité", "négocie avec" read as a noun: what has a subject or a helper is a verb."""
    if node.pos in {"VERB", "AUX", "PROPN"} or not node.text.islower():
        return
    helped = child(node, nodes, *_HELPING) is not None
    if not helped and child(node, nodes, *_SUBJECT) is None:
        return
    ending = _ending(node, language, "VerbForm=Part" if helped else "VerbForm=Fin")
    if ending is not None:
        _becomes(node, ending)


def _only_verb(nodes: list[Node], language: Language) -> None:
    """A sentence without a verb, or in pieces, with a word that can be one: that word heads it."""
    heads = [n for n in nodes if n.head is None]
    if any(n.pos in {"VERB", "AUX"} and n.text.isalpha() for n in (heads if heads[1:] else nodes)):
        return
    root = next((n for n in nodes if n.head is None), None)
    for verb in nodes[1:]:
        ending = _ending(verb, language, "VerbForm=Fin") if verb.text.islower() else None
        if root is None or ending is None or verb.pos == "PROPN":
            continue
        at = nodes.index(verb)
        _becomes(verb, ending)
        verb.head, verb.dep = None, "root"
        if root is not verb and nodes.index(root) < at:
            root.head, root.dep = verb, "nsubj"
        elif (before := [n for n in nodes[:at] if n.pos in {"NOUN", "PROPN"}]) and root is verb:
            before[0].head, before[0].dep = verb, "nsubj"
        _hang_after(verb, root, nodes)
        return


def _hang_after(verb: Node, root: Node, nodes: list[Node]) -> None:
    """What stands after the verb and hung on the noun before it hangs on the verb."""
    for node in nodes[nodes.index(verb) + 1 :]:
        if node.head is None or node.head is root or node.dep == "punct":
            bare = node.pos in {"NOUN", "PROPN"} and child(node, nodes, "case") is None
            node.dep = "obj" if bare else "obl:mod" if node.dep == "nmod" else node.dep
            node.head = verb


def _one_head(nodes: list[Node]) -> None:
    """A sentence that the parser took for several: its verb heads the other pieces."""
    heads = [n for n in nodes if n.head is None]
    verb = next((n for n in heads if n.pos == "VERB"), None)
    if verb is None or not heads[1:]:
        return
    at = nodes.index(verb)
    before = [n for n in heads if nodes.index(n) < at]
    for node in heads:
        if node is not verb:
            node.head, node.dep = (before[0], "flat") if node in before[1:] else (verb, "dep")
    if before and child(verb, nodes, *_SUBJECT) is None:
        before[0].dep = "nsubj"


def _on_its_verb(node: Node) -> None:
    """The "ne … pas" around an auxiliary negates its verb."""
    helper = node.head
    if node.dep == "advmod" and helper is not None and helper.dep in _HELPING and helper.head:
        node.head = helper.head


def _adjective_above(verb: Node, nodes: list[Node]) -> None:
    """ "Le ministre danois a visité" headed by "danois": the verb is the head."""
    adjective = verb.head
    if verb.pos != "VERB" or adjective is None or adjective.pos != "ADJ":
        return
    subject = child(adjective, nodes, *_SUBJECT)
    helped = child(verb, nodes, *_HELPING) is not None
    if verb.dep == "xcomp" and helped and subject is not None and adjective.head is None:
        take_place(verb, adjective, nodes)
        adjective.head, adjective.dep = subject, "amod"


def _tense(verb: Node, language: Language) -> None:
    """ "rencontrerait": the infinitive in the form says more than the parser's features."""
    form = verb.text.lower()
    rest = form.removeprefix(verb.lemma)
    if verb.pos == "VERB" and rest != form and rest in language.tenses:
        verb.morph = frozenset({"VerbForm=Fin", language.tenses[rest]})
        return
    ahead = verb.pos == "VERB" and verb.has("Tense=Fut", "Mood=Cnd")
    if ahead and (ending := _ending(verb, language, "Tense=Pres")):
        verb.morph = frozenset(ending.features)


def _second_subject(verb: Node, nodes: list[Node]) -> None:
    """Of two subjects the one after the verb is what it acts on."""
    if verb.pos != "VERB":
        return
    subjects = [n for n in nodes if n.head is verb and n.dep == "nsubj"]
    if len(subjects) < 2 or child(verb, nodes, "obj") is not None:
        return
    if nodes.index(subjects[0]) < nodes.index(verb) < nodes.index(subjects[-1]):
        subjects[-1].dep = "obj"


def _ending(node: Node, language: Language, feature: str) -> Ending | None:
    """The ending by which a form belongs to a verb that the language lists."""
    form = node.text.lower()
    for ending in language.endings:
        stem = form.removesuffix(ending.form)
        fits = feature in ending.features and stem != form
        if fits and stem + ending.infinitive in language.lemmas["verbs"]:
            return ending
    return None


def _becomes(node: Node, ending: Ending) -> None:
    node.pos, node.morph = "VERB", frozenset(ending.features)
    node.lemma = node.text.lower().removesuffix(ending.form) + ending.infinitive
