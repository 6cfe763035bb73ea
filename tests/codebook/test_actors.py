"""Knowledge of actors: what is there, how a user adds to it, and what the checker says."""

from __future__ import annotations

from pathlib import Path

import pycountry
import pytest
from tests.timing import best

from dragoman.codebook import load_codebook
from dragoman.codebook.actors import Actors, load_actors
from dragoman.codebook.gazetteer import Sort
from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.offices import plural
from dragoman.codebook.roster import roster
from dragoman.errors import CodebookError

PEOPLE = "name,code,role,since,until,variants,alone"
STATES = "code,names,adjectives,people,capitals,seats"


@pytest.fixture(scope="module")
def actors() -> Actors:
    return load_codebook().actors


def test_every_state_of_iso_3166_has_words_and_codes(actors: Actors) -> None:
    assert {c.alpha_3 for c in pycountry.countries} <= set(actors.states) & set(actors.facts)
    assert set(actors.states) == set(actors.facts)


@pytest.mark.parametrize(
    ("code", "iso2", "numeric", "cow_number", "gw", "fips", "wikidata"),
    [
        ("DEU", "DE", "276", "255", "260", "GM", "Q183"),
        ("USA", "US", "840", "2", "2", "US", "Q30"),
        ("SRB", "RS", "688", "345", "340", "RI", "Q403"),
        ("XKX", "XK", "", "347", "347", "KV", "Q1246"),
        ("SUN", "", "", "365", "365", "", "Q15180"),
    ],
)
def test_a_state_has_its_keys_in_the_lists_of_the_world(
    actors: Actors, code: str, iso2: str, numeric: str, cow_number: str, gw: str, fips: str,
    wikidata: str,
) -> None:  # fmt: skip
    state = actors.facts[code]
    assert (state.iso2, state.numeric, state.cow_number) == (iso2, numeric, cow_number)
    assert (state.gw, state.fips, state.wikidata) == (gw, fips, wikidata)


def test_a_dissolved_state_says_until_when(actors: Actors) -> None:
    assert actors.facts["CSK"].until == "1992-12-31"
    assert actors.facts["ABK"].claimed_by == "GEO"


def test_there_are_two_hundred_bodies_or_nearly(actors: Actors) -> None:
    codes = {e.code for known in actors.entries.values() for e in known if e.sort is Sort.BODY}
    assert len(codes) >= 120
    assert {"UN", "EU", "NATO", "CSTO", "EAEU", "BRICS", "SCO", "CIS"} <= codes | {
        e.code for e in actors.entries["BRICS"]
    }


def test_every_state_of_the_un_has_someone_at_its_head_today(actors: Actors) -> None:
    heads = {
        t.code for t in actors.people
        if t.role in {"head of state", "head of government"} and not t.until
    }  # fmt: skip
    members = {code for code, state in actors.facts.items() if state.cow and not state.until}
    assert len(members - heads) <= 20, sorted(members - heads)


@pytest.mark.parametrize(
    ("code", "role", "day", "name"),
    [
        ("FRA", "head of state", "1996-02-01", "Jacques Chirac"),
        ("FRA", "head of state", "2009-02-01", "Nicolas Sarkozy"),
        ("GBR", "foreign minister", "2018-03-26", "Boris Johnson"),
        ("BLR", "head of state", "2013", "Alexander Lukashenko"),
        ("UN", "body head", "2008-06-01", "Ban Ki-moon"),
        ("ZWE", "head of state", "2018-01-01", "Emmerson Mnangagwa"),
    ],
)
def test_an_office_has_its_holder_at_a_date(
    actors: Actors, code: str, role: str, day: str, name: str
) -> None:
    holder = actors.holder(code, role, day)
    assert holder is not None
    assert holder.name == name


def test_nobody_leaves_an_office_before_entering_it(actors: Actors) -> None:
    assert [t.row for t in actors.people if t.until and t.until < t.since] == []


def test_people_stand_for_known_codes(actors: Actors) -> None:
    known = set(actors.facts) | {e.code for k in actors.entries.values() for e in k}
    codes = {t.code.removesuffix("OPP") for t in actors.people}
    assert codes - known == set()


def test_a_folder_of_ones_own_adds_actors(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "people.csv").write_text(
        f"{PEOPLE}\nAda Vale,FJI,foreign minister,2030-01-01,,,Vale\n"
    )
    (tmp_path / "en/groups.csv").write_text("code,state,kind,names\nREEF,FJI,armed,Reef Front\n")
    loaded = load_actors((SHIPPED, tmp_path))
    holder = loaded.holder("FJI", "foreign minister", "2031-05-05")
    assert holder is not None
    assert holder.name == "Ada Vale"
    assert loaded.entries["Reef Front"][0].code == "REEF"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("people.csv", f"{PEOPLE}\nA B,FJI,x,soon,,,\n", ":2: since 'soon'"),
        ("people.csv", f"{PEOPLE}\n,FJI,x,2001,,,\n", ":2: a person needs"),
        ("people.csv", "name,code\nA,B\n", ":1: no column"),
        ("states.csv", "code,name\n,Nowhere\n", ":1: no column"),
        ("en/states.csv", f"{STATES}\nFOO,,,,,\n", ":2: a state needs"),
        ("en/bodies.csv", "code,kind,names\n,body,Club\n", ":2: a body needs"),
        ("en/groups.csv", "code,state,kind,names\nX,,armed,\n", ":2: a group needs"),
        ("en/organs.csv", "code,role,names\nFJI,,Reef Oil\n", ":2: an organ needs"),
        ("en/offices.yaml", "titles: {chief: {words: [chief]}}", "role 'chief' needs"),
        ("en/pronouns.yaml", "pronouns: {xe: {number: one}}", "pronoun 'xe' lacks"),
        ("en/pronouns.yaml", "phrases: {cats: [the cats]}", "ask for 'cats'"),
        ("en/reading.yaml", "readings: {Georgia: [{near: [x]}]}", "needs a code"),
    ],
)  # fmt: skip
def test_the_checker_says_file_line_and_cause(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content)
    with pytest.raises(CodebookError) as raised:
        load_actors((SHIPPED, tmp_path))
    assert str(path) in str(raised.value)
    assert said in str(raised.value)


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("head of state", "heads of state"),
        ("minister of foreign affairs", "ministers of foreign affairs"),
        ("spokeswoman", "spokeswomen"),
        ("deputy", "deputies"),
        ("envoy", "envoys"),
    ],
)
def test_offices_have_plurals(one: str, many: str) -> None:
    assert plural(one) == many


def test_the_roster_prefers_exact_names(actors: Actors) -> None:
    assert {k.code for k in roster(actors, "niger")} == {"NER"}
    assert {k.kind for k in roster(actors, "HAMAS")} == {"group", "person"}
    assert [k.code for k in roster(actors, "Bratislava")] == ["SVK"]
    assert any(k.name == "Kofi Annan" for k in roster(actors, "annan", "person"))
    assert list(roster(actors, "no such actor")) == []


def test_loading_takes_less_than_half_a_second() -> None:
    assert best(lambda: load_actors((SHIPPED,))) < 0.5
