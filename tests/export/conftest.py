"""A small ledger with what formats stumble over, and the files that they should make of it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.ledger.samples import NOW, VERSIONS, Article, party

from dragoman.answers import OpenLedger
from dragoman.export.knowledge import Knowledge, load_knowledge
from dragoman.ledger import open_ledger
from dragoman.model import Party, Place

GOLDEN = Path(__file__).parent / "golden"
RIFT = '=HYPERLINK("x")\t<script>alert(1)</script> \u202eevil\u202c & 100% of {braces} \\ _under_'


def articles() -> list[Article]:
    """What three neighbours, a body and a group did; every kind of date, status and record."""
    one = Article(
        "President Ruto of Kenya arrived in Kampala for talks. Kenya and Uganda may sign a pact in "
        "July. Uganda accused Tanzania of closing the border; Tanzania denied closing anything. "
        "Trade between Kenya and Uganda reached 900 million dollars in 2021.",
        published="2022-03-05",
        publisher="Lake Herald",
        title="Neighbours meet",
    )
    ruto = Party("KEN", "William Ruto", "President Ruto", "head of state")
    one.report(
        "CONSULT", [ruto], [party("UGA", "Uganda")], "President Ruto of Kenya arrived in Kampala",
        "talks", mode="visit", contexts=("diplomatic",), date="2022-03-04", symmetric=True,
        confidence=0.9, place=Place("Kampala", "UGA", 0.316, 32.582, 232422), goldstein=1.9,
    )  # fmt: skip
    one.report(
        "SUPPORT", "KEN UGA", "", "Kenya and Uganda may sign a pact in July", "sign",
        date="2022-07", status="planned", symmetric=True,
    )  # fmt: skip
    closed = one.report(
        "SANCTION", "TZA", "UGA", "closing the border", "closing", date="2022-03-01",
        status="alleged", speakers=(party("UGA", "Uganda"),),
    )  # fmt: skip
    one.report(
        "ACCUSE", "UGA", "TZA", "Uganda accused Tanzania of closing the border", "accused",
        mode="allege", date="2022-03-03", goldstein=-2.0,
    )  # fmt: skip
    one.claim("UGA", "asserts", "closing the border", ("TZA", "UGA"), event=closed.id)
    one.claim("TZA", "denies", "closing anything", ("TZA", "UGA"), event=closed.id)
    one.said("accused", "closing the border", "UGA")
    one.figure("trade", ("KEN", "UGA"), 900e6, "USD", "900 million dollars", period="2021")
    two = Article(
        'Officials of the "United Nations" sent Kenya aid in 2019. Boko Haram shelled a village of '
        "Nigeria on 2 May 2021. The minister met the press. Kenya joined the African Union.",
        published="2022-04",
        publisher="=cmd|' /C calc'!A0",
        title=RIFT,
    )
    two.report(
        "AID", [Party("UN", "United Nations", '"United\nNations"')], "KEN",
        "sent Kenya aid in 2019", "sent", date="2019", goldstein=7.0,
    )  # fmt: skip
    two.report(
        "ASSAULT", [Party("BOKOHARAM", "Boko Haram", "Boko Haram", "armed group")], "NGA",
        "Boko Haram shelled a village of Nigeria", "shelled", mode="heavy-weapons",
        date="2021-05-02", goldstein=-10.0,
    )  # fmt: skip
    two.report("REQUEST", "UNK", "KEN", "The minister met the press", "met")
    two.tie("membership", "KEN", "AU", "Kenya joined the African Union")
    two.tie("office_holder", "Amina Odhiambo", "foreign minister KEN", "Kenya")
    three = Article(
        "Mr Ruto landed in Kampala on Friday for his first talks there.",
        published="2022-03-06",
        publisher="Coast Daily",
        title="Ruto in Kampala",
    )
    three.report(
        "CONSULT", [ruto], [party("UGA", "Uganda")], "Mr Ruto landed in Kampala on Friday",
        "talks", mode="visit", date="2022-03-04", symmetric=True, confidence=0.7,
        place=Place("Kampala", "UGA", 0.316, 32.582, 232422), goldstein=1.9,
    )  # fmt: skip
    return [one, two, three]


@pytest.fixture(scope="session")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The ledger, as a file that is only read."""
    path = tmp_path_factory.mktemp("export") / "small.db"
    filled(path)
    return path


def filled(target: str | Path) -> None:
    """Put the articles into the ledger at a path or URL."""
    with open_ledger(target) as kept:
        run = kept.begin("add", *VERSIONS, NOW)
        for article in articles():
            kept.add(article.records, run)
        kept.rederive()
        kept.finish(run, NOW)


@pytest.fixture(scope="session")
def fill() -> Callable[[str | Path], None]:
    """How to fill a ledger with the articles."""
    return filled


@pytest.fixture
def view(ledger: Path) -> Iterator[OpenLedger]:
    """The ledger, opened as Python opens it."""
    with OpenLedger(open_ledger(ledger, create=False)) as opened:
        yield opened


@pytest.fixture(scope="session")
def known() -> Knowledge:
    """What the formats need to know."""
    return load_knowledge()


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Hold a text to the file of that name; DRAGOMAN_GOLDEN=write makes the file anew."""

    def held(name: str, text: str) -> None:
        path = GOLDEN / name
        if os.environ.get("DRAGOMAN_GOLDEN") == "write":
            path.write_text(text, encoding="utf-8", newline="")
        assert text == path.read_bytes().decode("utf-8")

    return held
