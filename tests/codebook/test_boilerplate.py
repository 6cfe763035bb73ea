"""The words around articles: cues, and errors that name file and cause."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.timing import best

from dragoman.codebook.boilerplate import Boilerplate, Cue, load_boilerplate
from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.outlets import load_outlets
from dragoman.errors import CodebookError

KNOWLEDGE = load_boilerplate([SHIPPED])


def kinds(line: str, knowledge: Boilerplate = KNOWLEDGE) -> set[str]:
    return {cue.kind for cue in knowledge.shown(line)}


def tried(line: str) -> tuple[Cue, ...]:
    """The cues that a line shows, each of their patterns tried on it."""
    return tuple(
        cue
        for cue in KNOWLEDGE.cues
        if any(pattern.fits(line, from_start=cue.anchored) for pattern in cue.patterns)
    )


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("menu", "Skip to main content"),
        ("menu", "12 Comments"),
        ("menu", "3 min read"),
        ("stamp", "Published: Monday, 7 March 2016, 14:05 GMT"),
        ("stamp", "Mar 7, 2016 | 9:05 AM"),
        ("stamp", "2 hours ago"),
        ("byline", "By Ana Souza and Li Na"),
        ("byline", "desk@paper.example"),
        ("credit", "(Reporting by Ana Souza; Editing by Li Na)"),
        ("credit", "This article was first published by The Islander."),
        ("colleague", "Li Na contributed to this report."),
        ("signup", "Sign up for our daily newsletter"),
        ("signup", "Already a subscriber? Log in"),
        ("consent", "We use cookies to improve your experience on our site."),
        ("social", "Follow us on Twitter"),
        ("legal", "© 2016 The Islander. All rights reserved."),
        ("comments", "Leave a Reply"),
        ("related", "You may also like"),
        ("related", "Most read"),
        ("insertion", "READ MORE: Storm closes the harbour"),
        ("advert", "Advertisement - scroll to continue"),
        ("summary", "Key takeaways"),
        ("photo", "Divers at the wreck. (Jo Lee/Coast Photo)"),
        ("photo", "A satellite image of the port"),
        ("template", "{{ user.name }}"),
        ("tags", "Tags: Fiji, Samoa"),
    ],
)
def test_a_line_shows_its_cue(kind: str, line: str) -> None:
    assert kind in kinds(line)


WORDS = st.sampled_from(
    "by sign up for our NEWSLETTER Read more Published: March 7 , 2016 - Photo / AFP ( © | follow "
    "us on Twitter All rights reserved Kiribati İzmir [1] # * { % } 12 comments".split()
)


@given(st.lists(WORDS | st.text(max_size=4), max_size=8).map(" ".join))
def test_no_cue_is_lost_by_sifting(line: str) -> None:
    assert KNOWLEDGE.shown(line) == tried(line)


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the year the two states had signed nine agreements.",
        "The minister said all rights of the minority would be respected.",
        "Fiji subscribed 4 million dollars of the bank's new capital.",
        "The opposition is seen as close to the army.",
        "More than forty trucks crossed the border on Friday.",
        "Ghana, Togo and Benin share the cost.",
        "Home minister Ravi Das resigned on Sunday after the attack.",
        "The news agency said talks would go on in May.",
    ],
)
def test_sentences_of_articles_show_none(line: str) -> None:
    assert kinds(line) == set()


def write(folder: Path, content: str) -> Path:
    (folder / "en").mkdir()
    (folder / "en/boilerplate.yaml").write_text(content, encoding="utf-8")
    return folder


def test_a_users_kind_takes_the_place_of_ours(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        "cues:\n  byline: {score: -9, gap: 1, where: line, patterns: ['Von <who>']}\n"
        "macros: {who: '[A-Z]\\w+'}\n",
    )
    knowledge = load_boilerplate([SHIPPED, folder])
    assert "byline" in kinds("Von Anna", knowledge)
    assert "byline" not in kinds("By Ana Souza", knowledge)
    assert "legal" in kinds("All rights reserved", knowledge)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        ("- a list", "expected macros"),
        ("cues: {x: {score: -1, gap: 0, where: line}}", "patterns"),
        ("cues: {x: {score: low, gap: 0, where: line, patterns: []}}", "low"),
        ("cues: {x: {score: -1, gap: 0, where: top, patterns: [a]}}", "where is 'top'"),
        ("cues: {x: {score: -1, gap: 0, where: any, patterns: ['(']}}", "x: '\\('"),
        ("cues: {x: {score: -1, gap: 0, where: any, patterns: ['(?<=a+)b']}}", "fixed-width"),
        (
            "cues: {x: {score: -1, gap: 0, where: any, patterns: ['<nowhere>']}}",
            "no macro <nowhere>",
        ),
        ("macros: {a: '<b>', b: '<a>'}", "circle"),
        ("macros: {a: 5}", "macros: a: expected text"),
        ("words: {stop: [a]}", "words: stop"),
        ("cues: {x: [", "yaml:2: "),
    ],
)
def test_errors_name_the_cause(tmp_path: Path, content: str, cause: str) -> None:
    with pytest.raises(CodebookError, match=cause):
        load_boilerplate([SHIPPED, write(tmp_path, content)])


def test_no_pattern_takes_long_on_long_lines() -> None:

    lines = [
        "By " + "Aa " * 3000,
        "a" * 5000,
        "Published " * 800,
        "- " * 4000,
        "(" * 5000,
        "1 " * 4000,
    ]
    assert best(lambda: [tried(line[:1200]) for line in lines]) < 2


def test_outlets_are_checked(tmp_path: Path) -> None:
    assert load_outlets([SHIPPED]).by_domain["mercopress.com"].country == "URY"
    (tmp_path / "outlets.csv").write_text(
        "domain,name,country\nislander.example,The Islander,Fiji\n"
    )
    with pytest.raises(CodebookError, match="'Fiji' is not an alpha-3 country code"):
        load_outlets([SHIPPED, tmp_path])
