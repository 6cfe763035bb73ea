"""What the rows of every list have in common."""

from __future__ import annotations

from tests.ledger.samples import Article

from dragoman.query.rows import Source, told_order


def test_tellings_are_sorted_by_their_day_then_as_the_text_tells_them() -> None:
    acts = [f"Chile closed the border {n} times" for n in range(9)]
    undated = Article(". ".join(acts))
    dated = Article(". ".join(reversed(acts)), published="2019-03-05")
    rows = []
    for article in (undated, dated):
        for n, act in enumerate(acts):
            article.report("SANCTION", "CHL", "BOL", act, f"border {n}", date="2019-03-04")
        source = Source.of(article.records)
        rows += [(source, report) for report in article.reports]
    rows.sort(key=lambda row: told_order(*row))
    told = [(source.published, report.evidence.text) for source, report in rows]
    assert told == [
        *(("2019-03-05", act) for act in reversed(acts)),
        *((None, act) for act in acts),
    ]
