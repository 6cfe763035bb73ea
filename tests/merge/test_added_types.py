"""Acts of a type that a user adds merge with their like, and with nothing else."""

from __future__ import annotations

from dragoman.merge.kinds import family, kindred
from dragoman.model import EventType


def test_a_quad_class_decides_the_family():
    assert family(EventType.add("MERGE_GIFT", 2)) == family(EventType.AID)
    assert family(EventType.add("MERGE_RAID", 4)) == family(EventType.ASSAULT)


def test_a_type_known_by_its_name_alone_is_a_family_of_its_own():
    kind = EventType.add("MERGE_UNKNOWN")
    assert family(kind) not in {family(known) for known in EventType}


def test_only_the_same_type_is_one_act():
    gift = EventType.add("MERGE_GIFT", 2)
    assert kindred(gift, gift) == 1
    assert kindred(gift, EventType.AID) == 0
