"""Trees of Universal Dependencies come out as trees, in the text's order, as rooms read them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dragoman.codebook.language import Ending, Language
from dragoman.parse.glossing import gloss
from dragoman.parse.node import Node
from dragoman.parse.recovering import recover
from dragoman.parse.universal import LABELS, rebuild

LANGUAGE = Language(
    "xx",
    "Test",
    "none",
    "none",
    False,
    words={"avec": "with", "de": "of", "pas": "not", "le": "the"},
    lemmas={
        "verbs": {"voir": "see", "rendre+se": "travel", "visiter": "visit", "dire": "say"},
        "nouns": {"accord": "deal"},
        "adjectives": {},
        "adverbs": {},
    },
    modals={"devoir": "shall"},
    endings=(Ending("é", "er", ("VerbForm=Part", "Tense=Past")),),
    tenses={"a": "Tense=Fut"},
    helping=frozenset({"avoir"}),
)


def tree(*rows: tuple[str, str, str, str, int, str]) -> list[Node]:
    """Nodes from form, lemma, part of speech, relation, head (-1: none), features."""
    nodes, at = [], 0
    for form, lemma, pos, dep, _, morph in rows:
        features = frozenset(morph.split("|"))
        nodes.append(Node(form, lemma, pos, dep, at, at + len(form), features))
        at += len(form) + 1
    for node, row in zip(nodes, rows, strict=True):
        node.head = None if row[4] < 0 else nodes[row[4]]
    return nodes


def shown(nodes: list[Node]) -> list[tuple[str, str, str | None]]:
    found = rebuild(gloss(nodes, LANGUAGE), LANGUAGE.modals, {"say"})
    return [(n.text, n.dep, n.head.text if n.head else None) for n in found]


def test_a_preposition_heads_its_noun() -> None:
    nodes = tree(
        ("parle", "parler", "VERB", "ROOT", -1, "VerbForm=Fin"),
        ("avec", "avec", "ADP", "case", 2, ""),
        ("Oslo", "Oslo", "PROPN", "obl:arg", 0, ""),
    )
    assert shown(nodes)[1:] == [("with", "prep", "parle"), ("Oslo", "pobj", "with")]


def test_a_future_holds_will_and_a_conditional_would() -> None:
    for feature, word in (("Tense=Fut", "will"), ("Mood=Cnd", "would")):
        (helper, verb) = shown(tree(("verra", "voir", "VERB", "ROOT", -1, feature)))
        assert helper == (word, "aux", "see")
        assert verb == ("see", "ROOT", None)


def test_a_modal_helps_the_verb_that_follows() -> None:
    nodes = tree(
        ("Oslo", "Oslo", "PROPN", "nsubj", 1, ""),
        ("doit", "devoir", "VERB", "ROOT", -1, "VerbForm=Fin|Tense=Pres"),
        ("voir", "voir", "VERB", "xcomp", 1, "VerbForm=Inf"),
    )
    assert shown(nodes) == [
        ("Oslo", "nsubj", "see"),
        ("shall", "aux", "see"),
        ("see", "ROOT", None),
    ]


def test_what_is_said_before_the_verb_of_saying_hangs_under_it() -> None:
    nodes = tree(
        ("voit", "voir", "VERB", "ROOT", -1, "VerbForm=Fin"),
        (",", ",", "PUNCT", "punct", 0, ""),
        ("dit", "dire", "VERB", "parataxis", 0, "VerbForm=Fin"),
        ("Oslo", "Oslo", "PROPN", "obj", 2, ""),
    )
    found = shown(nodes)
    assert ("see", "ccomp", "say") in found
    assert ("Oslo", "nsubj", "say") in found


def test_a_participle_read_as_a_noun_is_a_verb_again() -> None:
    nodes = tree(
        ("a", "avoir", "AUX", "aux:tense", 1, "Mood=Ind|Tense=Pres|VerbForm=Fin"),
        ("visité", "visité", "NOUN", "ROOT", -1, ""),
    )
    recover(nodes, LANGUAGE)
    assert shown(nodes) == [("did", "aux", "visit"), ("visit", "ROOT", None)]


WORDS = st.tuples(
    st.sampled_from(["voit", "avec", "de", "visité", "pas", ",", "Oslo", "dit", "doit", "se", "a"]),
    st.sampled_from(["voir", "avec", "de", "visiter", "avoir", "devoir", "dire", "oslo", "rendre"]),
    st.sampled_from("VERB NOUN PROPN ADP AUX ADJ PUNCT NUM PRON DET SCONJ".split()),
    st.sampled_from([*LABELS, "ROOT", "case", "mark", "cop", "nsubj", "xcomp", "conj", "nmod",
                     "parataxis", "advcl", "punct", "advmod"]),
    st.integers(-1, 30),
    st.sampled_from(["", "VerbForm=Fin|Tense=Fut", "VerbForm=Inf", "VerbForm=Part|Tense=Past",
                     "Number=Plur", "VerbForm=Fin|Tense=Pres|Mood=Ind"]),
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=14))
def test_whatever_the_parser_says_a_tree_comes_out(rows: list[tuple[str, ...]]) -> None:
    whole = [(*row[:4], n - 1 if row[4] % len(rows) >= n else row[4] % len(rows), row[5])
             for n, row in enumerate(rows)]  # fmt: skip
    nodes = tree(*whole)
    recover(nodes, LANGUAGE)
    found = rebuild(gloss(nodes, LANGUAGE), LANGUAGE.modals, {"say"})
    known = {id(n) for n in found}
    assert [n.start for n in found] == sorted(n.start for n in found)
    assert all(n.tag and n.dep and (n.head is None or id(n.head) in known) for n in found)
    for node in found:
        steps = 0
        while node.head is not None:
            node, steps = node.head, steps + 1
            assert steps <= len(found)
