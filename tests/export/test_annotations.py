"""Web Annotations: places that hold, quotes that re-anchor, and JSON-LD that a library reads."""

from __future__ import annotations

import json

import pytest

from dragoman.export.annotations import AROUND, CONTEXT, annotated

# The terms of http://www.w3.org/ns/anno.jsonld that we use, so that nothing is fetched.
TERMS = {
    "@context": {
        "oa": "http://www.w3.org/ns/oa#",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dctypes": "http://purl.org/dc/dcmitype/",
        "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "id": {"@type": "@id", "@id": "@id"},
        "type": {"@type": "@id", "@id": "@type"},
        "Annotation": "oa:Annotation",
        "SpecificResource": "oa:SpecificResource",
        "TextPositionSelector": "oa:TextPositionSelector",
        "TextQuoteSelector": "oa:TextQuoteSelector",
        "TextualBody": "oa:TextualBody",
        "Text": "dctypes:Text",
        "Software": "as:Application",
        "describing": "oa:describing",
        "identifying": "oa:identifying",
        "tagging": "oa:tagging",
        "body": {"@type": "@id", "@id": "oa:hasBody"},
        "target": {"@type": "@id", "@id": "oa:hasTarget"},
        "source": {"@type": "@id", "@id": "oa:hasSource"},
        "selector": {"@type": "@id", "@id": "oa:hasSelector"},
        "scope": {"@type": "@id", "@id": "oa:hasScope"},
        "motivation": {"@type": "@vocab", "@id": "oa:motivatedBy"},
        "purpose": {"@type": "@vocab", "@id": "oa:hasPurpose"},
        "generator": {"@type": "@id", "@id": "as:generator"},
        "name": {"@id": "foaf:name"},
        "value": {"@id": "rdf:value"},
        "format": {"@id": "dc:format"},
        "language": {"@id": "dc:language"},
        "exact": {"@id": "oa:exact"},
        "prefix": {"@id": "oa:prefix"},
        "suffix": {"@id": "oa:suffix"},
        "start": {"@type": "xsd:nonNegativeInteger", "@id": "oa:start"},
        "end": {"@type": "xsd:nonNegativeInteger", "@id": "oa:end"},
    }
}
KINDS = ["events", "claims", "figures", "ties"]


@pytest.mark.parametrize("kind", KINDS)
def test_both_selectors_find_the_quote(view, kind):
    made = list(annotated(kind, getattr(view, kind)(), view.document))
    assert made
    for one in made:
        text = view.document(one["target"]["source"]["id"].rpartition(":")[2]).text
        placed, quoted = one["target"]["selector"]
        assert text[placed["start"] : placed["end"]] == quoted["exact"]
        around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
        assert around in text
        assert len(quoted["prefix"]) == min(AROUND, placed["start"])


def test_ids_are_those_of_the_records(view):
    made = {one["id"] for one in annotated("claims", view.claims(), view.document)}
    assert made == {f"urn:dragoman:claim:{row.claim.id}" for row in view.claims()}


def test_every_telling_of_an_event_is_annotated(view):
    made = list(annotated("events", view.events(types="CONSULT"), view.document))
    assert len(made) == 2
    tags = {b["value"] for b in made[0]["body"] if b["purpose"] == "tagging"}
    assert {"CONSULT", "visit", "occurred"} < tags


def test_what_cannot_be_asked_is_refused(dragoman, ledger):
    done = dragoman("export", "annotations", "--of", "ties", "--type", "AID", "--ledger", ledger)
    assert done.code == 1
    assert "ties cannot be asked by types" in done.err


@pytest.mark.parametrize("kind", KINDS)
def test_a_library_reads_the_linked_data(view, kind):
    jsonld = pytest.importorskip("pyld", reason="pyld (extra `dev`) is not installed").jsonld

    def loaded(url, options):
        assert url == CONTEXT
        return {"contextUrl": None, "documentUrl": url, "document": TERMS}

    for one in annotated(kind, getattr(view, kind)(), view.document):
        [node] = jsonld.expand(json.loads(json.dumps(one)), {"documentLoader": loaded})
        oa = "http://www.w3.org/ns/oa#"
        assert node["@type"] == [f"{oa}Annotation"]
        assert node[f"{oa}motivatedBy"] == [{"@id": f"{oa}identifying"}]
        [target] = node[f"{oa}hasTarget"]
        assert len(target[f"{oa}hasSelector"]) == 2
        assert "_:" not in json.dumps(node)
        # every key of ours is a term of the standard: nothing is lost on the way
        flat = jsonld.compact(node, TERMS, {"documentLoader": loaded})
        assert set(flat) - {"@context"} == set(one) - {"@context"}
