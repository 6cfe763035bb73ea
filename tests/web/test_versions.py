"""An act's page links each version of a story to the later one that counts in its place."""

from __future__ import annotations

from dataclasses import replace

from tests.ledger.samples import NOW, VERSIONS
from tests.ledger.test_versions import FIRST, SECOND


def test_the_later_version_is_linked_and_said_to_count(client, site):
    ledger = site.view.ledger
    run = ledger.begin("add", *VERSIONS, NOW)
    for article in (FIRST, SECOND):
        ledger.add(article.records, run)
    silent = replace(SECOND, id="ffffffffffffffff", published="2021-05-08", reports=[], figures=[])
    ledger.rederive()
    (row,) = site.view.events(dyad="TCD,GAB")
    page = client.get(f"/event/{row.event.id}").text
    assert f'<a href="/document/{SECOND.id}">a later version of this story</a>' in page
    assert "which counts in its place" in page
    assert page.count("a later version of this story") == 1
    ledger.add(silent.records, run)
    ledger.rederive()
    page = client.get(f"/event/{row.event.id}").text
    assert page.count(f'<a href="/document/{silent.id}">a later version') == 2
    assert "which no longer tells this act" in page
