"""The page: complete, self-contained, accessible, and deaf to what hostile texts try."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser

import pytest

from dragoman.present.dossier import assemble
from dragoman.present.html import dossier_html

VOID = {"meta", "input", "img", "br", "link", "hr"}


class Reader(HTMLParser):
    """Collects elements with their attributes and checks that they nest."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def elements(page):
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader.elements


def test_hostile_text_is_inert(elements, page):
    tags = {tag for tag, _ in elements}
    assert not tags & {"script", "img", "iframe", "object", "embed", "link"}
    assert not [a for _, attrs in elements for a in attrs if a.startswith("on")]
    assert "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;" in page
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x1b]", page)


def test_only_web_addresses_are_linked(elements):
    links = {attrs["href"] for tag, attrs in elements if tag == "a"}
    assert "https://andes.example/rojas" in links
    assert {link for link in links if link[0] != "#"} == {"https://andes.example/rojas"}


def test_nothing_is_asked_of_the_network(elements, page):
    policy = next(a["content"] for t, a in elements if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert not [a for t, a in elements if a.get("src") or (t == "link")]
    assert not re.findall(r"@import|url\(", page)


def test_every_link_within_the_page_leads_somewhere(elements):
    ids = [attrs["id"] for _, attrs in elements if attrs.get("id")]
    assert len(ids) == len(set(ids))
    goals = {a["href"][1:] for t, a in elements if t == "a" and a["href"].startswith("#")}
    assert goals <= set(ids)
    assert {a["href"][1:] for t, a in elements if t == "use"} <= set(ids)


def test_landmarks_headings_and_names_for_those_who_hear_the_page(elements):
    tags = [tag for tag, _ in elements]
    for landmark in ("header", "nav", "main", "footer"):
        assert tags.count(landmark) >= 1
    levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert tags.count("table") == tags.count("caption")
    assert all(attrs.get("scope") for tag, attrs in elements if tag == "th")
    assert all(
        attrs.get("aria-label") or attrs.get("aria-hidden")
        for tag, attrs in elements
        if tag == "svg"
    )
    inputs = [attrs["id"] for tag, attrs in elements if tag == "input"]
    assert inputs == [attrs["for"] for tag, attrs in elements if tag == "label"]


def test_light_dark_print_and_phone_have_their_styles(page):
    for query in ("prefers-color-scheme: dark", "@media print", "max-width: 40rem"):
        assert query in page
    assert '<meta name="viewport"' in page


def test_each_line_has_its_sentence_with_the_evidence_marked(page):
    assert 'href="#s1-1"' in page
    assert "Ana Rojas <mark>visited Lima on Monday</mark>." in page


def test_the_same_findings_give_the_same_page(page, findings):
    assert dossier_html(assemble(findings)) == page


def channel(value: float) -> float:
    return value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    red, green, blue = (channel(int(colour[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["ink", "soft", "accent", "good", "bad", "warn", "plan", "void"])
@pytest.mark.parametrize("ground", ["paper", "card", "target"])
def test_colours_have_contrast(scheme, name, ground, page):
    """WCAG AA: 4.5 to 1 for text."""
    block = re.findall(r":root \{(.*?)\}", page, re.DOTALL)[scheme]
    colours = dict(re.findall(r"--(\w[\w-]*): (#[0-9a-f]{6})", block))
    high, low = sorted((luminance(colours[name]), luminance(colours[ground])), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5
