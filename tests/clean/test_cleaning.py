"""One document from what came: identity, title, date and its basis, outlet, language."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.clean.conftest import MarkedPage, pages

from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.codebook import Codebook
from dragoman.model import Basis, Document, Skipped, identifier

BODY = (
    "The foreign ministers of Peru and Norway met in Lima and agreed to share data on fish stocks "
    "in the southern ocean.\nBoth sides will meet again in Oslo next spring, the ministries said.\n"
)
FRENCH = (
    "Le ministre des affaires étrangères a reçu hier son homologue à Dakar. Les deux hommes ont "
    "signé un accord sur la pêche et se sont dits prêts à ouvrir une nouvelle liaison aérienne."
)


def document(text: str, codebook: Codebook, **fields: str) -> Document:
    cleaned = clean(Acquired("a/b.txt", text, "text", fields), codebook)
    assert isinstance(cleaned, Document), cleaned
    return cleaned


@pytest.mark.parametrize("page", pages(), ids=lambda page: page.name)
def test_title_and_date_of_a_page(page: MarkedPage, codebook: Codebook) -> None:
    found = document(page.text, codebook)
    assert found.text == page.text
    assert found.published == page.fields.get("published")
    if "title" in page.fields:
        assert found.title == page.fields["title"]


def test_the_text_stays_as_it_is_and_names_the_document(codebook: Codebook) -> None:
    text = "\ufeffHeadline\r\n\r\n" + BODY.replace("\n", "\r\n")
    found = document(text, codebook)
    assert found.text == text
    assert found.id == identifier("a/b.txt", text)
    assert document(text, codebook, id="x7").id == identifier("x7", text)


def test_what_is_given_goes_before_what_the_text_says(codebook: Codebook) -> None:
    text = f"---\ntitle: Old\ndate: 2011-05-06 10:00:00 +0100\n---\n{BODY}"
    told = document(text, codebook)
    assert (told.title, told.published, told.published_basis) == (
        "Old",
        "2011-05-06",
        Basis.METADATA,
    )
    given = document(text, codebook, title="New", published="7 June 2012", publisher="Me")
    assert (given.title, given.published, given.published_basis) == (
        "New",
        "2012-06-07",
        Basis.GIVEN,
    )
    assert given.publisher == "Me"


def test_front_matter_is_no_body(codebook: Codebook) -> None:
    above = (
        "---\ntitle: The talks\ndescription: The ministers met in Lima and agreed on fish.\n---\n"
    )
    found = document(above + BODY, codebook)
    assert found.body[0][0] == len(above)


@pytest.mark.parametrize(
    ("head", "published", "basis"),
    [
        ("Fish pact signed\nPublished: 7 Aug 2014\n", "2014-08-07", Basis.STATED),
        ("Wed, 3 March 2021\nHome\nFish\nBy A. Bo\n1 March 2021\n", "2021-03-01", Basis.STATED),
        ("Fish pact\nUpdated: 9 May 2019\nPublished: 8 May 2019\n", "2019-05-08", Basis.STATED),
        ("Fish pact signed\n03/04/2021\n", None, None),
        ("Fish pact signed\n23/04/2021\n", "2021-04-23", Basis.STATED),
        ("Fish pact signed\nAccessed 9 May 2019\n", None, None),
        ("Fish pact signed\n31 February 2019\n", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_dates_of_the_head(
    head: str, published: str | None, basis: Basis | None, codebook: Codebook
) -> None:
    found = document(head + BODY, codebook)
    assert (found.published, found.published_basis) == (published, basis)


@pytest.mark.parametrize(
    ("opening", "url", "published", "basis"),
    [
        ("LIMA, Feb 26 (Andes News) - ", "https://a.ex/2015/02/26/x", "2015-02-26", Basis.STATED),
        ("LIMA, 26 February 2015 (Andes News) - ", "", "2015-02-26", Basis.STATED),
        ("LIMA, Feb 26 (Andes News) - ", "", None, None),
        ("", "https://a.example/2015/02/26/fish", "2015-02-26", Basis.INFERRED),
        ("", "https://a.example/world/2015/feb/26/fish", "2015-02-26", Basis.INFERRED),
        ("", "https://a.example/news-20150226-fish", "2015-02-26", Basis.INFERRED),
        ("", "https://a.example/2015/02/fish", "2015-02", Basis.INFERRED),
        ("", "https://a.example/article/20159926", None, None),
    ],
)  # fmt: skip
def test_datelines_and_addresses(
    opening: str, url: str, published: str | None, basis: Basis | None, codebook: Codebook
) -> None:
    fields = {"url": url} if url else {}
    found = document(opening + BODY, codebook, **fields)
    assert (found.published, found.published_basis) == (published, basis)


def test_a_teasers_date_is_not_the_articles(codebook: Codebook) -> None:
    text = BODY + "\nRead more\nOslo prepares for winter\nMar 2, 2017 16:37\n"
    assert document(text, codebook).published is None


def test_a_teasers_date_tells_the_year_of_a_day_in_the_body(codebook: Codebook) -> None:
    text = BODY.replace("met in Lima", "met in Lima on March 9")
    found = document(text + "\nRead more\nOslo prepares for winter\nMar 2, 2017 16:37\n", codebook)
    assert (found.published, found.published_basis) == ("2017-03", Basis.INFERRED)


def test_the_outlet_is_known_by_its_address_or_its_agency(codebook: Codebook) -> None:
    by_address = document(BODY, codebook, url="https://www.timesofmalta.com/article/1")
    assert by_address.publisher == "Times of Malta"
    assert document("LIMA (Reuters) - " + BODY, codebook).publisher == "Reuters"
    assert document(BODY, codebook).publisher is None


GERMAN = (
    "Der Minister reiste am Montag nach Vilnius, um dort mit seinem Kollegen über die "
    "Lage an der Grenze zu sprechen; die beiden Länder wollen enger zusammenarbeiten, wie es in "
    "der Erklärung heißt."
)


def test_a_language_with_a_folder_is_read_where_its_parser_is_installed(codebook: Codebook) -> None:
    french = replace(codebook.languages["fr"], installed=True)
    found = clean(Acquired("f.txt", FRENCH, "text"), replace(codebook, languages={"fr": french}))
    assert isinstance(found, Document)
    assert found.language == "fr"
    absent = replace(codebook, languages={"fr": replace(french, installed=False)})
    assert clean(Acquired("f.txt", FRENCH, "text"), absent) == Skipped(
        "f.txt", "is in French, whose parser is not installed: pip install 'dragoman[french]'"
    )


def test_another_language_is_skipped_with_its_name(codebook: Codebook) -> None:
    found = clean(Acquired("f.txt", GERMAN, "text"), codebook)
    assert found == Skipped("f.txt", "is not English (detected: de); no language data for it")
    for told in ("en-GB", "EN_us", "eng", "English"):
        given = clean(Acquired("f.txt", FRENCH, "text", {"language": told}), codebook)
        assert isinstance(given, Document)
        assert given.language == "en"
    unknown = clean(Acquired("f.txt", GERMAN, "text", {"language": "deutsche"}), codebook)
    assert isinstance(unknown, Skipped)


def test_a_short_text_is_taken_for_english(codebook: Codebook) -> None:
    assert document("Togo thanks Benin.", codebook).language == "en"
    cyrillic = clean(Acquired("r.txt", "Министр прибыл в Москву", "text"), codebook)
    assert isinstance(cyrillic, Skipped)


def test_cleaning_twice_gives_the_same(codebook: Codebook) -> None:
    for page in pages():
        assert document(page.text, codebook) == document(page.text, codebook)
