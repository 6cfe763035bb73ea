"""FollowTheMoney entities: of its schemata, whole, and linked to what is there.

The library itself needs a compiler (PyICU): where it is installed it has the last word; elsewhere
the facts of its schemata that we use are held here.
"""

from __future__ import annotations

import json

import pytest

from dragoman.export.ftm import dates, ftm_entities

INTERVAL = {"startDate", "endDate", "date", "summary", "recordId", "sourceUrl", "proof"}
THING = {"name", "country", "summary", "keywords", "sourceUrl", "publisher"}
# schema -> what it needs, what it may have, and where its links may lead (model 4.11)
SCHEMATA = {
    "Article": ({"fileName"}, {"title", "author", "publishedAt", "language", *THING}, {}),
    "PublicBody": ({"name"}, THING, {}),
    "Organization": ({"name"}, THING, {}),
    "Person": ({"name"}, {"position", *THING}, {}),
    "Position": ({"name"}, THING, {}),
    "Event": (
        {"name"},
        {"location", *THING, *INTERVAL},
        {"involved": {"PublicBody", "Organization", "Person"}, "proof": {"Article"}},
    ),
    "Documentation": (
        {"document", "entity"},
        {"role", *INTERVAL},
        {"document": {"Article"}, "entity": {"Event"}},
    ),
    "Mention": (
        {"document", "name"},
        {"detectedSchema", "contextCountry"},
        {"document": {"Article"}, "resolved": {"PublicBody", "Organization", "Person"}},
    ),
    "Membership": (
        {"member", "organization"},
        {"role", *INTERVAL},
        {"member": {"PublicBody", "Organization"}, "organization": {"Organization"},
         "proof": {"Article"}},
    ),
    "UnknownLink": (
        {"subject", "object"},
        {"role", *INTERVAL},
        {"subject": {"PublicBody", "Organization"}, "object": {"PublicBody", "Organization"},
         "proof": {"Article"}},
    ),
    "Occupancy": (
        {"holder", "post"},
        INTERVAL,
        {"holder": {"Person"}, "post": {"Position"}, "proof": {"Article"}},
    ),
}  # fmt: skip


@pytest.fixture
def entities(view, known):
    return list(ftm_entities(view.events(), view.ties(), known))


def test_every_entity_fits_its_schema(entities):
    schemata = {e["id"]: e["schema"] for e in entities}
    for one in entities:
        needed, allowed, links = SCHEMATA[one["schema"]]
        names = set(one["properties"])
        assert needed <= names <= {*needed, *allowed, *links}
        for name, schemas in links.items():
            assert {schemata[i] for i in one["properties"].get(name, [])} <= schemas
        assert all(v and isinstance(v, str) for vs in one["properties"].values() for v in vs)


def test_each_entity_once_and_before_what_links_to_it(entities):
    seen = set()
    for one in entities:
        assert one["id"] not in seen
        links = {v for vs in one["properties"].values() for v in vs if v.startswith("dragoman-")}
        assert links <= seen
        seen.add(one["id"])


def test_the_library_agrees(entities):
    model = pytest.importorskip(
        "followthemoney", reason="needs PyICU, which needs a compiler"
    ).model
    for one in entities:
        model.get(one["schema"]).validate(one)
        proxy = model.get_proxy(one, cleaned=False)
        for name, values in one["properties"].items():
            assert sorted(proxy.get(name)) == sorted(set(values))


def test_ids_stay_and_people_stand_for_their_states(entities):
    by_schema = {}
    for one in entities:
        by_schema.setdefault(one["schema"], []).append(one)
    assert "dragoman-party-ken" in {e["id"] for e in by_schema["PublicBody"]}
    names = {name for e in by_schema["Person"] for name in e["properties"]["name"]}
    assert names == {"William Ruto", "Amina Odhiambo"}
    meeting = next(e for e in by_schema["Event"] if "CONSULT" in e["properties"]["keywords"])
    assert {"dragoman-party-ken", "dragoman-party-uga"} < set(meeting["properties"]["involved"])
    assert meeting["properties"]["country"] == ["ug"]
    assert meeting["properties"]["date"] == ["2022-03-04"]


@pytest.mark.parametrize(
    ("edtf", "properties"),
    [
        ("2024-05", {"date": ["2024-05"]}),
        ("2024~", {"startDate": ["2024-01-01"], "endDate": ["2024-12-31"]}),
        ("2019/2021-03", {"startDate": ["2019-01-01"], "endDate": ["2021-03-31"]}),
        ("2019/..", {}),
        (None, {}),
    ],
)
def test_dates_are_beginnings_or_spans(edtf, properties):
    assert dates(edtf) == properties


def test_the_command_keeps_to_deeds(dragoman, ledger):
    lines = dragoman("export", "ftm", "--ledger", ledger).out.splitlines()
    events = [e for e in map(json.loads, lines) if e["schema"] == "Event"]
    assert all("occurred" in e["properties"]["keywords"] for e in events)
