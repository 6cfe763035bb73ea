"""Mail: what the author wrote, without what is quoted, answered or signed."""

from __future__ import annotations

import pytest

from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.clean.replies import apart, own
from dragoman.codebook import Codebook
from dragoman.model import Document

NEWS = (
    "The interior minister of Kenya will travel to Kampala on Friday, his office said. He is to "
    "sign an agreement with Uganda on the police of the lake.\n"
)
QUOTED = "> What do we know of the journey?\n> Has Uganda confirmed it?\n"


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (f"{NEWS}\n{QUOTED}", [QUOTED]),
        (f"{QUOTED}\n{NEWS}", [QUOTED]),
        (
            f"{NEWS}\nOn 3 May 2021 at 10:02, Ana Ruiz <ana@example.org> wrote:\n{QUOTED}",
            [f"On 3 May 2021 at 10:02, Ana Ruiz <ana@example.org> wrote:\n{QUOTED}"],
        ),
        (
            f"{NEWS}\nOn Mon, 3 May 2021 at 10:02, Ana Ruiz\n<ana@example.org> wrote:\n{QUOTED}",
            [f"On Mon, 3 May 2021 at 10:02, Ana Ruiz\n<ana@example.org> wrote:\n{QUOTED}"],
        ),
        (f"{NEWS}\n-- \nAna Ruiz\nDesk Africa\n", ["-- \nAna Ruiz\nDesk Africa\n"]),
        (
            f"{NEWS}\n-----Original Message-----\nFrom: Tomás\n\nWhat is new?\n",
            ["-----Original Message-----\nFrom: Tomás\n\nWhat is new?\n"],
        ),
        (NEWS, []),
        (f"On Monday the minister wrote:\n{NEWS}", []),
        (f"FYI\n\nFrom: Desk\nSent: Monday\nTo: all\nSubject: Kenya\n\n{NEWS}", []),
        (f"---------- Forwarded message ---------\nFrom: Desk\n\n{NEWS}", []),
        (f"-- \n{NEWS * 10}", []),
    ],
)
def test_quotations_answers_and_signatures_stand_apart(text: str, gone: list[str]) -> None:
    assert [text[a:b] for a, b in apart(text)] == gone


def test_a_mail_that_is_all_quotation_is_kept() -> None:
    whole = ((0, len(QUOTED)),)
    assert own(QUOTED, whole) == whole


def test_the_body_of_a_mail_is_what_its_author_wrote(codebook: Codebook) -> None:
    text = f"{NEWS}\n{QUOTED}\n{NEWS.replace('Kenya', 'Rwanda')}\n-- \nAna Ruiz, Desk Africa\n"
    told = {"title": "A journey", "published": "2021-05-03", "authors": "Ana Ruiz"}
    found = clean(Acquired("m.eml", text, "mail", told=told), codebook)
    assert isinstance(found, Document)
    kept = [text[a:b] for a, b in found.body]
    assert kept == [NEWS.strip(), NEWS.replace("Kenya", "Rwanda").strip()]
    assert (found.title, found.published, found.published_basis) == (
        "A journey",
        "2021-05-03",
        "metadata",
    )
    assert found.authors == ("Ana Ruiz",)


@pytest.mark.parametrize("mark", ["type='cite'", "class='gmail_quote'"])
def test_what_a_mail_as_a_page_answers_is_no_body(codebook: Codebook, mark: str) -> None:
    old = NEWS.replace("Kenya", "Rwanda")
    page = f"<html><p>{NEWS}</p><blockquote {mark}><p>{old}</p></blockquote></html>"
    found = clean(Acquired("m.eml", page, "html"), codebook)
    quoting = clean(Acquired("a.html", page.replace(mark, ""), "html"), codebook)
    assert isinstance(found, Document)
    assert isinstance(quoting, Document)
    assert [found.text[a:b] for a, b in found.body] == [NEWS.strip()]
    assert "Rwanda" in quoting.text[quoting.body[-1][0] : quoting.body[-1][1]]


def test_the_day_on_which_a_file_was_made_is_the_last_resort(codebook: Codebook) -> None:
    made = {"created": "2021-06-30"}
    found = clean(Acquired("a.pdf", NEWS, "text", told=made), codebook)
    labelled = f"Published: 3 May 2021\n\n{NEWS}"
    dated = clean(Acquired("a.pdf", labelled, "text", told=made), codebook)
    assert isinstance(found, Document)
    assert isinstance(dated, Document)
    assert (found.published, dated.published) == ("2021-06-30", "2021-05-03")
    assert found.published_confidence < dated.published_confidence
