"""A user's folder adds event types; what it gets wrong is named."""

from __future__ import annotations

import pytest

from dragoman.codebook.frames import load_frames
from dragoman.codebook.loading import SHIPPED
from dragoman.codebook.types import add_types, load_types
from dragoman.errors import CodebookError
from dragoman.model import EventType

ROW = 'quad: 2, definition: Two towns become twins., base: [5.0, "050", 3.5]'


def folder_with(tmp_path, types, frames=""):
    (tmp_path / "types.yaml").write_text(types)
    if frames:
        (tmp_path / "en" / "frames").mkdir(parents=True)
        (tmp_path / "en" / "frames" / "own.yaml").write_text(frames)
    return tmp_path


def test_a_folder_adds_a_type(tmp_path):
    types = load_types((SHIPPED, folder_with(tmp_path, f"TOWN_TWINNING: {{{ROW}}}")))
    kind = EventType("TOWN_TWINNING")
    assert list(types) == [*EventType, kind]
    assert types.added == [kind]
    assert (kind.quad, kind.cooperative) == (2, True)
    assert types[kind].scale("visit").goldstein == 3.5


def test_a_type_of_no_codebook_in_use_is_told():
    kind = EventType.add("RIVER_TREATY")
    with pytest.raises(CodebookError, match="RIVER_TREATY is no event type of the codebook in use"):
        load_types((SHIPPED,))[kind]


@pytest.mark.parametrize(
    ("types", "words"),
    [
        (f"TownTwinning: {{{ROW}}}", "no name of an event type"),
        (f"TW: {{{ROW}}}", "no name of an event type"),
        (f"TOWN_TWINNING: {{{ROW.replace('quad: 2', 'quad: 7')}}}", "quad 7 is none of 1 to 4"),
        ("TOWN_TWINNING: {quad: 1, definition: x}", "TOWN_TWINNING does not say its base"),
        (f"TOWN_TWINNING: {{{ROW.replace('[5.0, ', '[')}}}", r"expected \[PLOVER score"),
        ("TOWN_TWINNING: twins", "TOWN_TWINNING: "),
        ("- TOWN_TWINNING", "expected event types by name"),
    ],
)
def test_what_is_wrong_is_named(tmp_path, types, words):
    with pytest.raises(CodebookError, match=words):
        load_types((SHIPPED, folder_with(tmp_path, types)))


def test_frames_have_types_of_their_own_codebook(tmp_path):
    frames = "type: LAKE_TREATY\ngroups: [{id: a, verbs: [dam TARGET]}]"
    EventType.add("LAKE_TREATY", 1)  # another codebook's
    folder = folder_with(tmp_path, f"TOWN_TWINNING: {{{ROW}}}", frames)
    types = load_types((SHIPPED, folder))
    with pytest.raises(CodebookError, match=r"own\.yaml: LAKE_TREATY is no event type; known"):
        load_frames((SHIPPED, folder), types)


def test_own_frames_are_tried_before_shipped_ones(tmp_path):
    frames = "type: TOWN_TWINNING\ngroups: [{id: a, ground: true, verbs: [arrive in TARGET]}]"
    folder = folder_with(tmp_path, f"TOWN_TWINNING: {{{ROW}}}", frames)
    found = load_frames((SHIPPED, folder), load_types((SHIPPED, folder))).verbs["arrive"]
    assert [frame.type for frame in found][:2] == ["TOWN_TWINNING", "CONSULT"]
    assert all(frame.ground for frame in found[:2])


def test_names_alone_can_be_made_known(tmp_path):
    add_types((folder_with(tmp_path, f"ISLAND_SWAP: {{{ROW}}}"),))
    assert EventType("ISLAND_SWAP").quad == 2
