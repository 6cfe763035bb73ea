"""What holds of amounts and figures whatever the text."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dragoman import extract, parse, recognise
from dragoman.codebook import load_codebook
from dragoman.extract.numbers import numbers, plain_digits
from dragoman.extract.quantities import quantities
from dragoman.model import Document
from dragoman.pipeline import load_reader

PIECES = st.sampled_from(
    "Kenya India trade exports $ € £ 5 12 1,200 2.1 85.5 million billion bn % percent from to by "
    "between and up - – . , ( ) troops soldiers years half a third dozens of hundreds 12-1 votes "
    "2014 May in rose fell NATO joined Estonia member ambassador embassy President William Ruto "
    "killed people tonnes \u200b ½ −3 .5 1,2 Mrd. lakh crore Rs ¥ 9/11 10:45 7th 1990s "
    "MiG-23".split()
)
STEADY = settings(deadline=None, derandomize=True)
TEXTS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=120)


@STEADY
@given(TEXTS)
@example("9/11 1990s 10:45 7th −3 .5")
def test_numbers_stand_where_they_say_and_never_overlap(text: str) -> None:
    found = numbers(text, load_codebook().numbers)
    assert all(0 <= n.start < n.end <= len(text) for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@STEADY
@given(TEXTS)
def test_quantities_are_in_order_and_hold_their_number(text: str) -> None:
    codebook = load_codebook()
    found = quantities(text, codebook.numbers, codebook.units)
    assert all(q.start <= q.number.start < q.number.end <= q.end <= len(text) for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
    assert all((q.unit is None) == (q.dimension is None) for q in found)
    assert found == quantities(text, codebook.numbers, codebook.units)


@STEADY
@given(st.integers(min_value=0, max_value=10**14))
def test_digits_read_alike_in_every_convention_of_grouping(value: int) -> None:
    plain = f"{value:,}"
    assert plain_digits(str(value)) == value
    assert plain_digits(plain) == value
    assert plain_digits(plain.replace(",", " ")) == value
    assert plain_digits(plain.replace(",", "\u202f")) == value
    if plain.count(",") >= 2:
        assert plain_digits(plain.replace(",", ".")) == value


@STEADY
@given(
    st.floats(min_value=0.1, max_value=999, allow_nan=False).map(lambda x: round(x, 1)),
    st.sampled_from([("thousand", 1e3), ("million", 1e6), ("bn", 1e9), ("crore", 1e7)]),
    st.sampled_from([("$", "USD"), ("€", "EUR"), ("£", "GBP"), ("C$", "CAD")]),
)
def test_money_is_told_in_units_of_its_currency(
    amount: float, scale: tuple[str, float], sign: tuple[str, str]
) -> None:
    codebook = load_codebook()
    found = quantities(f"It paid {sign[0]}{amount} {scale[0]}.", codebook.numbers, codebook.units)
    assert [(q.value, q.unit) for q in found] == [
        (float(Decimal(str(amount)) * Decimal(scale[1])), sign[1])
    ]


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.lists(TEXTS, min_size=1, max_size=3).map("\n\n".join))
def test_figures_and_ties_quote_the_text_and_name_parties(text: str) -> None:
    if not text.strip():
        return
    reader = load_reader()
    document = Document("d", "d", text, ((0, len(text)),), language="en")
    parsed = parse.parse(document, reader.parser, reader.codebook)
    mentions = recognise.recognise(parsed, reader.codebook)
    figures = extract.figures(parsed, mentions, reader.codebook)
    ties = extract.ties(parsed, mentions, reader.codebook)
    named = {code for m in mentions for code in m.codes}
    for figure in figures:
        assert figure.evidence.stands_in(text)
        assert figure.number.stands_in(text)
        assert figure.evidence.overlaps(figure.number.start, figure.number.end)
        assert {code.removesuffix("OPP") for code in figure.actors} <= {
            code.removesuffix("OPP") for code in named
        }
        assert 0 <= figure.confidence <= 1
    assert all(tie.evidence.stands_in(text) and 0 <= tie.confidence <= 1 for tie in ties)
    assert len({f.id for f in figures}) == len(figures)
    assert len({t.id for t in ties}) == len(ties)
    assert figures == extract.figures(parsed, mentions, reader.codebook)
    assert ties == extract.ties(parsed, mentions, reader.codebook)
