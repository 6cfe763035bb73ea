"""Words of another language under the names that the frames and cues know them by."""

from __future__ import annotations

from dragoman.codebook.language import Language
from dragoman.parse.node import Node

_PART = {"VERB": "verbs", "NOUN": "nouns", "ADJ": "adjectives", "ADV": "adverbs"}
_COMPANIONS = ("expl:comp", "expl:pass", "expl:pv", "expl", "obj", "fixed", "obl:arg", "obl:mod")


def gloss(nodes: list[Node], language: Language) -> list[Node]:
    """The words, each named; proper names and what no list has stay as they are."""
    nodes = _joined(nodes, language)
    for node in nodes:
        if found := _companioned(node, nodes, language):
            _rename(node, found)
    for node in nodes:
        if not node.glossed and (common := _common(node, language)):
            _rename(node, common)
    return nodes


def _joined(nodes: list[Node], language: Language) -> list[Node]:
    """The words with those put together that a tokenizer parts ("d'" and "après")."""
    kept: list[Node] = []
    for node in nodes:
        before = kept[-1] if kept else None
        both = f"{before.text}{node.text}".lower() if before else ""
        if before is None or before.end != node.start or both not in language.words:
            kept.append(node)
            continue
        if before.head is node:
            before.head, before.dep = node.head, node.dep
        for other in nodes:
            if other.head is node and other is not before:
                other.head = before
        before.text, before.lemma, before.end = before.text + node.text, both, node.end
    return kept


def _common(node: Node, language: Language) -> str | None:
    form = node.text.lower()
    known = language.words.get(f"{form}/{node.pos}") or language.words.get(form)
    if known or node.pos == "PROPN":
        return known
    own = language.lemmas[_PART[node.pos]] if node.pos in _PART else {}
    return own.get(node.lemma) or own.get(form)


def _companioned(node: Node, nodes: list[Node], language: Language) -> str | None:
    """ "se rendre" is "travel", "rendre visite" is "pay a visit": the verb by what goes with it."""
    if node.pos != "VERB":
        return None
    for other in (n for n in nodes if n.head is node and n.dep in _COMPANIONS):
        companion = "se" if other.dep.startswith("expl") else other.lemma
        if found := language.lemmas["verbs"].get(f"{node.lemma}+{companion}"):
            return found
    return None


def _rename(node: Node, common: str) -> None:
    capital = node.text[:1].isupper()
    node.glossed = True
    node.lemma = common
    if node.pos == "NOUN" and node.has("Number=Plur") and not common.endswith("s"):
        common = f"{common[:-1]}ies" if common.endswith(("ty", "cy", "my", "ry")) else f"{common}s"
    node.text = common.capitalize() if capital else common
