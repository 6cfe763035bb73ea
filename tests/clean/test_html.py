"""Web pages: body in six ways of building a site, and what a page says of itself."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from tests.clean.conftest import MarkedPage, pages
from tests.clean.layouts import LAYOUTS

from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.clean.blocks import parsed_tree, rendered
from dragoman.clean.html import page
from dragoman.codebook import Codebook
from dragoman.model import Basis, Document, Skipped

# Pages whose lines are no blocks (one line, hard-wrapped, markdown) make no sense as HTML.
NOT_AS_HTML = ("05", "06", "07", "22", "23", "25")
PAGES = [page for page in pages() if not page.name.startswith(NOT_AS_HTML)]
WORDS = (
    "The foreign ministers of Peru and Norway met in Lima and agreed to share data on fish stocks. "
    "Both sides will meet again in Oslo next spring, the ministries said."
)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def f1(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def read(content: str, codebook: Codebook) -> Document:
    found = clean(Acquired("x.html", content, "html"), codebook)
    assert isinstance(found, Document), found
    return found


def body_of(found: Document) -> str:
    return " ".join(found.text[a:b] for a, b in found.body)


def gold(marked: MarkedPage) -> Counter[str]:
    return words(" ".join(marked.text[a:b] for a, b in marked.body))


@pytest.mark.slow
def test_bodies_are_found_better_than_by_the_extractor_alone(codebook: Codebook) -> None:
    import trafilatura

    ours, theirs = [], []
    for marked in PAGES:
        for layout in LAYOUTS:
            content, want = layout(marked), gold(marked)
            ours.append(f1(words(body_of(read(content, codebook))), want))
            extracted = trafilatura.extract(content, include_comments=False) or ""
            theirs.append(f1(words(extracted), want))
    assert len(ours) >= 150
    assert sum(ours) / len(ours) >= 0.985
    assert sum(ours) > sum(theirs)


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_body_spans_are_whole_paragraphs_of_the_text(codebook: Codebook, layout: object) -> None:
    assert callable(layout)
    for marked in PAGES[::5]:
        found = read(layout(marked), codebook)
        lines = set(found.text.split("\n"))
        for line in "\n".join(found.text[a:b] for a, b in found.body).split("\n"):
            assert line in lines


DAY = "2019-05-06"
LINKED = "<script type='application/ld+json'>{}</script>"
HEAD = "<html><head>{}</head><body><h1>Fish data</h1><p>{}</p></body></html>"


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("<meta property='article:published_time' content='2019-05-06T23:30:00-05:00'>", DAY),
        ("<meta name='DC.date.issued' content='6 May 2019'>", DAY),
        ("<meta itemprop='datePublished' content='20190506'>", DAY),
        (LINKED.format('[{"@type": 1}]'), None),
        (LINKED.format(f'{{"@type": ["NewsArticle"], "datePublished": "{DAY}"}}'), DAY),
        (LINKED.format(f'{{"@graph": [{{"@type": "Article", "datePublished": "{DAY}"}}]}}'), DAY),
        (LINKED.format(f'{{"@type": "Organization", "datePublished": "{DAY}"}}'), None),
        ("<meta name='date' content='soon'><meta name='pubdate' content='2019-05-06'>", DAY),
        ("<meta property='article:modified_time' content='2019-05-06'>", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_page_tells_its_date(head: str, published: str | None, codebook: Codebook) -> None:
    found = read(HEAD.format(head, WORDS), codebook)
    assert found.published == published
    assert found.published_basis == (Basis.METADATA if published else None)


def test_a_page_tells_title_outlet_and_address(codebook: Codebook) -> None:
    head = (
        "<title>Fish data | The Islander</title><meta property='og:title' content='Fish  data'>"
        "<meta property='og:site_name' content='The Islander'>"
        "<link rel='canonical' href='https://islander.example/1'>"
    )
    found = read(HEAD.format(head, WORDS), codebook)
    assert found.title == "Fish data"
    assert (found.publisher, found.url) == ("The Islander", "https://islander.example/1")


def test_a_date_in_the_page_itself_is_stated(codebook: Codebook) -> None:
    found = read(
        f"<h1>Fish data</h1><div>Published 6 May 2019</div><p>{WORDS}</p><p>{WORDS[::-1]}</p>",
        codebook,
    )
    assert (found.published, found.published_basis) == ("2019-05-06", Basis.STATED)


def test_what_is_not_shown_is_no_text(codebook: Codebook) -> None:
    found = read(
        f"<p>{WORDS}</p><p style='display: none'>Hidden words.</p><script>var a = 1</script>"
        "<div hidden>Hidden words.</div><!-- Hidden words. --><noscript>Hidden words.</noscript>",
        codebook,
    )
    assert found.text == WORDS


def test_blocks_part_and_inline_marks_do_not() -> None:
    blocks = rendered(
        parsed_tree("<p>One<b>two</b> three<br>four</p>five<div>six&nbsp;&amp;</div>")
    )
    assert [block.text for block in blocks] == ["Onetwo three", "four", "five", "six &"]


def test_a_page_without_text_is_skipped(codebook: Codebook) -> None:
    for content in ("<html></html>", "<title>x</title>", "<!-- x -->", "<img src=x>"):
        found = clean(Acquired("x.html", content, "html"), codebook)
        assert found == Skipped("x.html", "has no text: the page holds only markup")


def test_a_page_too_deep_for_a_tree_keeps_its_words() -> None:
    assert page("<div>" * 10_000 + WORDS + "</div>" * 10_000).text == WORDS
