"""In which language a text is: plain English is seen at once, as the identifier sees it."""

from __future__ import annotations

import pytest

from dragoman.clean import language as room
from dragoman.clean.language import language
from dragoman.codebook import Codebook

ENGLISH = (
    "The president of Malawi flew to Maputo on Tuesday, where she met the prime minister and the "
    "heads of both chambers. They agreed that the railway to the coast should be open again by the "
    "end of the year, and that the costs would be shared. Farmers who live along the line have "
    "asked for more stations, but neither government has said whether there is money for them. "
)
OTHERS = {
    "fr": "Le président de la République s'est rendu mardi à Dakar, où il a rencontré les membres "
    "du gouvernement. Les deux pays ont signé un accord sur la pêche, que l'opposition critique. ",
    "nl": "De minister heeft dinsdag gesproken met haar collega uit Suriname. Het was voor het "
    "eerst in tien jaar dat men over de handel had gepraat, en men wil er onder meer mee verder. ",
    "no": "Utenriksministeren møtte sin kollega fra Island for å snakke om fisket. For første gang "
    "har de to landene blitt enige om hvor mye som kan fiskes her, men mange er bekymret. ",
    "ga": "Is é an tAire a chuaigh go dtí an Bhruiséil Dé Máirt chun labhairt leis na hairí eile. "
    "Dúirt sé go raibh an comhaontú go maith don tír agus go mbeadh an rialtas ag obair air. ",
}


class Asked(Exception):  # noqa: N818 - nothing went wrong
    """The identifier was asked."""


def words(codebook: Codebook) -> frozenset[str]:
    return codebook.boilerplate.words["stop"]


def asked() -> None:
    raise Asked


def test_of_plain_english_the_identifier_is_not_asked(
    codebook: Codebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_identifier", asked)
    assert language(ENGLISH, words(codebook)) == "en"
    for text in OTHERS.values():
        with pytest.raises(Asked):
            language(text, words(codebook))


@pytest.mark.parametrize("code", OTHERS)
def test_another_language_is_told(codebook: Codebook, code: str) -> None:
    assert language(OTHERS[code], words(codebook)) == code


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("english", range(1, 12))
def test_a_mixed_text_is_told_as_the_identifier_tells_it(
    codebook: Codebook, code: str, english: int
) -> None:
    mixed = OTHERS[code] * 3 + (ENGLISH * 3)[: english * 80]
    assert language(mixed, words(codebook)) == language(mixed, ())


def test_english_in_a_text_without_spaces_does_not_decide(codebook: Codebook) -> None:
    text = "外務大臣は火曜日に首都を訪れ、両国の協力について話し合った。" * 12 + ENGLISH[:70]
    assert language(text, words(codebook)) == language(text, ()) == "ja"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("La Gambie ferme sa frontière avec le Sénégal.", "fr"),
        ("L'Estonie dément avoir livré des drones à la Géorgie", "fr"),
        ("Coup d'État au Burkina Faso", "fr"),
        ("Le Pen visits La Paz", "en"),
        ("Le Monde: Togo expels envoy of Benin", "en"),
        ("Laos ends de facto boycott of fair in La Rochelle", "en"),
        ("Kenya, Uganda exchange notes", "en"),
        ("La Lituania accusa la Bielorussia di ricatto", "en"),  # Italian: not a language of ours
        ("La ministra de Chile acusa a Bolivia de violar la frontera", "en"),
    ],
)
def test_a_short_text_may_be_in_a_language_that_is_read(
    codebook: Codebook, text: str, code: str
) -> None:
    assert language(text, words(codebook), codebook.languages.values()) == code
