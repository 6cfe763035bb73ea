"""Trees of Universal Dependencies as the rooms read them.

The rooms were written for the labels of the English parser (CLEAR style, Penn tags): a preposition
heads its noun, "be" its predicate, a verb of saying what is said. Universal Dependencies draw all
three the other way round, so the tree is turned here, once, for every language but English.
"""

from __future__ import annotations

from collections.abc import Container, Mapping

from dragoman.parse.node import Node, child, take_place

LABELS = {
    "nsubj:pass": "nsubjpass", "nsubj:caus": "nsubj", "csubj:pass": "csubjpass", "obj": "dobj",
    "obj:agent": "dobj", "iobj": "dative", "aux:tense": "aux", "aux:pass": "auxpass",
    "acl:relcl": "relcl", "flat:name": "compound", "flat:foreign": "compound", "flat": "compound",
    "compound": "compound", "fixed": "dep", "expl:comp": "prt", "expl:pass": "prt",
    "expl:pv": "prt", "expl:subj": "expl", "expl:impers": "expl", "advcl:cleft": "advcl",
    "obl": "npadvmod", "obl:mod": "npadvmod", "obl:arg": "npadvmod", "obl:agent": "npadvmod",
    "vocative": "dep", "dislocated": "dep", "discourse": "intj",
}  # fmt: skip
_QUOTED = frozenset({",", '"', "»"})


def rebuild(nodes: list[Node], modals: Mapping[str, str], saying: Container[str]) -> list[Node]:
    """The words in their order, with those that the tenses ask for, hung as the rooms read them."""
    for node in nodes:
        _bare_sentence(node, nodes)
        _partitive(node, nodes)
        _day(node, nodes)
    for node in nodes:
        _said_after(node, nodes, saying)
        _copula(node, nodes)
        _modal(node, nodes, modals)
    helped = [kept for node in nodes for kept in (*_helpers(node, nodes), node)]
    for node in nodes:
        _preposition(node, nodes)
    for node in helped:
        _no_circle(node)
        node.dep = _label(node)
    return helped


def _label(node: Node) -> str:
    if node.head is None:
        return "ROOT"
    if node.dep == "advmod" and node.lemma in {"not", "never"}:
        return "neg"
    if node.dep == "det" and node.tag == "PRP$":
        return "poss"
    return LABELS.get(node.dep, node.dep)


def _no_circle(node: Node) -> None:
    """Cut a circle that turning a broken tree has made."""
    seen, at = {id(node)}, node
    while at.head is not None:
        if id(at.head) in seen:
            at.head = None
            return
        at = at.head
        seen.add(id(at))


def _bare_sentence(noun: Node, nodes: list[Node]) -> None:
    """ "Des discussions … auront lieu" read as a noun with a clause: the verb is the head."""
    if noun.head is not None or noun.pos not in {"NOUN", "PROPN"}:
        return
    verb = child(noun, nodes, "acl:relcl")
    if verb is None:
        return
    if not verb.has("VerbForm=Fin") and child(verb, nodes, "aux:tense") is None:
        return
    between = nodes[nodes.index(noun) : nodes.index(verb)]
    if any("PronType=Rel" in n.morph for n in between):
        return
    taken = child(verb, nodes, "nsubj", "nsubj:pass")
    if taken is not None and taken in between:
        joined = next((n for n in nodes if n.head is taken and n.dep == "cc"), None)
        nominal = [n for n in nodes[: nodes.index(taken)] if n.dep == "nmod" and n is not taken]
        if joined is None or not nominal:
            return
        taken.head, taken.dep = nominal[-1], "conj"
    passive = child(verb, nodes, "aux:pass") is not None
    verb.head, verb.dep = None, "root"
    noun.head, noun.dep = verb, "nsubj:pass" if passive else "nsubj"
    for node in nodes[nodes.index(verb) :]:
        if node.head is noun:
            node.head = verb


def _partitive(noun: Node, nodes: list[Node]) -> None:
    """ "n'a pas signé d'accord" read as an adverb: what stands there is the object."""
    if noun.dep.startswith("obl") and noun.head is not None and noun.head.pos == "VERB":
        some = child(noun, nodes, "case")
        plural = some is not None and some.lemma == "of" and some.has("Number=Plur")
        if some is not None and plural and child(noun.head, nodes, "obj") is None:
            some.dep, some.pos, noun.dep = "det", "DET", "obj"
        return
    article = noun.head
    if noun.dep != "fixed" or noun.pos != "NOUN" or article is None or article.pos != "ADP":
        return
    verb = article.head
    if verb is None or verb.pos != "VERB" or child(verb, nodes, "obj") is not None:
        return
    noun.head, noun.dep = verb, "obj"
    article.head, article.dep, article.pos = noun, "det", "DET"


def _day(number: Node, nodes: list[Node]) -> None:
    """ "auront lieu le 5 mai" read as an object: the day is when, not what."""
    month = child(number, nodes, "nmod") if number.pos == "NUM" else None
    if month is None or child(month, nodes, "case") is not None:
        return
    if number.dep in {"obj", "nsubj"}:
        number.dep = "obl:mod"


def _said_after(verb: Node, nodes: list[Node], saying: Container[str]) -> None:
    """ "…, a déclaré le ministre": the verb of saying heads what was said before it."""
    if verb.pos != "VERB" or verb.lemma not in saying:
        return
    _said_before(verb, nodes)
    said = verb.head
    if said is None:
        return
    at = nodes.index(verb)
    if verb.dep not in {"parataxis", "conj", "ccomp", "advcl", "xcomp", "appos", "dep"} or (
        nodes.index(said) > at or child(verb, nodes, "cc", "mark") is not None
    ):
        return
    own = [n for n in nodes if n.head is verb and n.dep != "punct"]
    first = min(nodes.index(n) for n in (verb, *own))
    opening = [n for n in nodes[:first] if n.text in _QUOTED]
    if not opening or nodes.index(opening[-1]) < first - 1:
        return
    _speaker_after(verb, nodes)
    verb.head, verb.dep = said.head, said.dep
    said.head, said.dep = verb, "ccomp"


def _said_before(verb: Node, nodes: list[Node]) -> None:
    """The clause before a verb of saying is what is said, whatever the parser calls it."""
    at = nodes.index(verb)
    for clause in nodes[:at]:
        apart = any(n.text in _QUOTED for n in nodes[nodes.index(clause) : at])
        loose = clause.dep in {"advcl", "advmod", "parataxis", "dislocated", "obl:mod"}
        told = clause.head is verb and clause.pos == "VERB" and apart and loose
        if told and child(clause, nodes, "mark", "case") is None:
            clause.dep = "ccomp"
            _speaker_after(verb, nodes)


def _speaker_after(verb: Node, nodes: list[Node]) -> None:
    follows = child(verb, nodes, "obj", "iobj", "obl:arg")
    if follows is None or child(verb, nodes, "nsubj") is not None:
        return
    if nodes.index(follows) > nodes.index(verb):
        follows.dep = "nsubj"


def _copula(be: Node, nodes: list[Node]) -> None:
    predicate = be.head
    if be.dep != "cop" or predicate is None:
        return
    own = ("amod", "det", "nmod", "case", "nummod", "flat:name", "appos", "acl", "acl:relcl", "cop")
    take_place(be, predicate, nodes, *own)
    predicate.dep = "acomp" if predicate.pos == "ADJ" else "attr"
    be.pos = "AUX"


def _modal(verb: Node, nodes: list[Node], modals: Mapping[str, str]) -> None:
    """ "va rencontrer", "doit signer": the verb that follows heads, the first one helps."""
    main = child(verb, nodes, "xcomp") if verb.lemma in modals else None
    if main is None or main.pos not in {"VERB", "AUX"} or not verb.has("VerbForm=Fin"):
        return
    if verb.lemma == "pouvoir" and verb.has("Tense=Imp"):
        return
    take_place(main, verb, nodes)
    verb.dep, verb.pos, verb.tag = "aux", "AUX", "MD"
    verb.lemma = verb.text = modals[verb.lemma]


def _helpers(verb: Node, nodes: list[Node]) -> list[Node]:
    """Give verb and auxiliaries their tags, and return what the verb's form holds without a word:
    "will" in a future, "would" in a conditional, "to" in an infinitive.
    """
    if verb.pos not in {"VERB", "AUX"}:
        verb.tag = verb.tag or _tag(verb)
        return []
    if verb.tag:
        return []
    if verb.dep == "aux:tense":
        return _tense_helper(verb)
    verb.tag = _verb_tag(verb)
    if verb.has("VerbForm=Part"):
        auxiliary = child(verb, nodes, "aux:tense")
        plain = auxiliary is not None and child(verb, nodes, "aux:pass") is None
        if plain and auxiliary is not None and auxiliary.has("Tense=Pres"):
            verb.tag = "VB"
        return []
    head = verb if verb.dep != "aux:pass" or verb.head is None else verb.head
    if verb.dep == "aux:pass" and verb.has("VerbForm=Part"):
        verb.tag = "VBN"
    if verb.has("Tense=Fut", "Mood=Cnd"):
        verb.tag = "VB"
        return [_help("will" if verb.has("Tense=Fut") else "would", "MD", verb, head)]
    if verb.has("VerbForm=Inf") and child(verb, nodes, "mark", "aux") is None:
        return [_help("to", "TO", verb, head)] if verb.dep in {"xcomp", "ccomp"} else []
    return []


def _tense_helper(auxiliary: Node) -> list[Node]:
    """ "a signé" tells as "did sign", "aurait signé" by hearsay: "may have signed"."""
    verb = auxiliary.head or auxiliary
    auxiliary.pos = "AUX"
    if auxiliary.has("Tense=Pres") and auxiliary.has("Mood=Ind"):
        auxiliary.text, auxiliary.lemma, auxiliary.tag = "did", "do", "VBD"
        return []
    past = auxiliary.has("Tense=Imp", "Tense=Past")
    auxiliary.lemma, auxiliary.tag = "have", "VBD" if past else "VB"
    auxiliary.text = "had" if past else "have"
    if auxiliary.has("Tense=Fut", "Mood=Cnd"):
        modal = "will" if auxiliary.has("Tense=Fut") else "may"
        return [_help(modal, "MD", auxiliary, verb)]
    return []


def _help(word: str, tag: str, before: Node, head: Node) -> Node:
    pos = "PART" if tag == "TO" else "AUX"
    return Node(word, word, pos, "aux", before.start, before.end, head=head, tag=tag)


def _verb_tag(verb: Node) -> str:
    if verb.has("VerbForm=Inf"):
        return "VB"
    if verb.has("VerbForm=Part"):
        return "VBG" if verb.has("Tense=Pres") else "VBN"
    if verb.has("Tense=Imp", "Tense=Past"):
        return "VBD"
    return "VBP" if verb.has("Number=Plur") else "VBZ"


def _tag(node: Node) -> str:
    if node.has("Poss=Yes"):
        return "PRP$"
    plural = node.has("Number=Plur")
    tags = {
        "NOUN": "NNS" if plural else "NN", "PROPN": "NNP", "ADJ": "JJ", "ADV": "RB", "DET": "DT",
        "PRON": "WP" if node.has("PronType=Rel") else "PRP", "ADP": "IN", "SCONJ": "IN",
        "CCONJ": "CC", "NUM": "CD",
    }  # fmt: skip
    return tags.get(node.pos, node.text)


def _preposition(word: Node, nodes: list[Node]) -> None:
    """Hang a noun under its preposition; before an infinitive it is a "to" or a conjunction."""
    noun = word.head
    if noun is None or word.dep not in {"case", "mark"}:
        return
    if word.dep == "mark" or noun.has("VerbForm=Inf"):
        if noun.has("VerbForm=Inf") and word.lemma in {"of", "to", "for"}:
            word.text = word.lemma = "to"
            word.dep, word.tag, word.pos = "aux", "TO", "PART"
        else:
            word.dep = "mark"
        return
    if child(noun, nodes, "case") is not word or noun.dep in {"ROOT", "root"} or noun.head is None:
        word.dep = "prep"
        return
    agent = noun.dep == "obl:agent" or (
        word.lemma == "by" and noun.head.tag == "VBN" and noun.dep.startswith("obl")
    )
    word.dep = "conj" if noun.dep == "conj" else "agent" if agent else "prep"
    word.head, noun.head, noun.dep = noun.head, word, "pobj"
