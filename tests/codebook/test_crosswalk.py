"""CAMEO's codes: whole, in step with the types, and told apart from numbers."""

from __future__ import annotations

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.crosswalk import load_crosswalk
from dragoman.errors import CodebookError
from dragoman.model import EventType

HEAD = "code,label,goldstein,type,mode,planned\n"
# What anyone who has used the Goldstein scale expects to find.
LANDMARKS = {
    "01": 0, "02": 3, "03": 4, "04": 1, "05": 3.5, "06": 6, "07": 7, "08": 5, "09": -2, "10": -5,
    "11": -2, "12": -4, "13": -6, "14": -6.5, "15": -7.2, "16": -4, "17": -7, "18": -9, "19": -10,
    "20": -10, "042": 1.9, "043": 2.8, "057": 8, "0311": 5.2, "112": -2, "163": -8, "190": -10,
}  # fmt: skip


def test_the_values_are_those_of_the_scale():
    cameo = load_crosswalk().cameo
    assert {code: cameo[code].goldstein for code in LANDMARKS} == LANDMARKS
    assert len(cameo) > 300


def test_codes_are_text_and_stand_under_their_roots():
    cameo = load_crosswalk().cameo
    assert cameo["010"].label != cameo["10"].label
    assert [code for code in cameo if code[:2] not in cameo] == []
    assert [code for code in cameo if len(code) == 4 and code[:3] not in cameo] == []


def test_types_and_crosswalk_agree():
    """The scale of every type and mode is that of its CAMEO code, and leads back to the type."""
    cameo = load_crosswalk().cameo
    for kind, entry in load_codebook().types.items():
        for mode, scale in {None: entry.base, **entry.modes}.items():
            code = cameo[scale.cameo]
            assert (kind, mode, scale.goldstein) == (kind, mode, code.goldstein)
            # CAMEO has one root, 08, for what PLOVER calls CONCEDE and RETREAT
            assert code.type is kind or (kind is EventType.RETREAT and code.code[:2] == "08")


def test_modes_are_those_of_the_types():
    types = load_codebook().types
    assert {
        (code.code, code.mode)
        for code in load_crosswalk().cameo.values()
        if code.type and code.mode and code.mode not in types[code.type].modes
    } == set()


def test_every_code_of_intent_has_its_type():
    intents = load_crosswalk().intents
    assert intents[EventType.CONSULT].code == "036"
    assert intents[EventType.RETREAT] == intents[EventType.CONCEDE]
    assert all(code.code.startswith("03") for code in intents.values())


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("21,Sing,1,,,", "expected a CAMEO code"),
        ("042,Visit,11,CONSULT,,", "not between -10 and 10"),
        ("042,Visit,much,CONSULT,,", "could not convert"),
        ("042,Visit,1,VISIT,,", "'VISIT' is not a valid EventType"),
    ],
)
def test_errors_name_file_line_and_cause(tmp_path, row, words):
    (tmp_path / "cameo.csv").write_text(HEAD + row + "\n", encoding="utf-8")
    with pytest.raises(CodebookError, match=rf"cameo.csv:2: .*{words}"):
        load_crosswalk((tmp_path,))


def test_a_users_row_takes_the_place_of_ours(tmp_path):
    (tmp_path / "cameo.csv").write_text(HEAD + "042,Visit,2.0,CONSULT,visit,\n", encoding="utf-8")
    mine = load_crosswalk((tmp_path,)).cameo
    assert (mine["042"].label, mine["043"].label) == ("Visit", "Host a visit")
