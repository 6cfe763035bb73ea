"""The dossier on a terminal and in Markdown: within the width, no colour unless asked, inert."""

from __future__ import annotations

import pytest

from dragoman.present.markdown import dossier_markdown
from dragoman.present.table import width_of
from dragoman.present.text import dossier_text


@pytest.mark.parametrize("width", [60, 80, 100, 140])
def test_lines_fit(width, dossier):
    assert max(width_of(line) for line in dossier_text(dossier, width=width).splitlines()) <= width


def test_no_colour_and_no_control_characters_when_piped(dossier):
    text = dossier_text(dossier)
    assert not [c for c in text if c != "\n" and (ord(c) < 32 or "\u202a" <= c <= "\u202e")]
    assert "\x1b[" in dossier_text(dossier, colour=True)


def test_the_text_tells_act_status_word_quote_and_source(dossier):
    text = " ".join(dossier_text(dossier).split())
    assert "● 8 May 2023 Visit: Chile → Peru (occurred, Lima, score +2.5)" in text
    assert "✕ 2023 Coercion: Peru → Chile (denied, disputed, score −7)" in text
    assert "“it had closed the border” [1] on the word of Ana Rojas (Chile)" in text
    assert "[1] Rojas in Lima · Andes Wire · 9 May 2023 · https://andes.example/rojas" in text


def test_markdown_shows_hostile_text_as_it_is(dossier):
    text = dossier_markdown(dossier)
    assert "<script" not in text
    assert "&lt;script&gt;" in text
    assert "javascript:" not in text
    assert r"\|so\|" in text


def test_markdown_links_quotes_to_sources(dossier):
    text = dossier_markdown(dossier)
    assert "[1](#source-1)" in text
    assert '<a id="source-1"></a>1\\. [Rojas in Lima](<https://andes.example/rojas>)' in text
