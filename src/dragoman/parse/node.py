"""A word of a tree that is being rebuilt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(slots=True, eq=False)
class Node:
    """A token as another treebank has it: `head` is None at the root, `morph` its features."""

    text: str
    lemma: str
    pos: str
    dep: str
    start: int
    end: int
    morph: frozenset[str] = frozenset()
    head: Node | None = None
    tag: str = ""
    glossed: bool = False

    def has(self, *features: str) -> bool:
        """Whether the word has one of the features ("Tense=Fut")."""
        return any(f in self.morph for f in features)


def child(node: Node, nodes: Sequence[Node], *deps: str) -> Node | None:
    """The first word that hangs on the node by one of the relations."""
    return next((n for n in nodes if n.head is node and n.dep in deps), None)


def take_place(one: Node, other: Node, nodes: Sequence[Node], *stay: str) -> None:
    """Put `one` where `other` stands, with what hangs on `other` but by the relations of `stay`."""
    one.head, one.dep = other.head, other.dep
    for node in nodes:
        if node.head is other and node is not one and node.dep not in stay:
            node.head = one
    other.head = one
