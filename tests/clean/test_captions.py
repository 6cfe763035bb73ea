"""The caption of a photograph lets one know the day where nothing else does."""

from __future__ import annotations

import pytest

from dragoman.analysis import Acquired
from dragoman.clean import clean
from dragoman.codebook import Codebook
from dragoman.model import Basis, Document

LEAD = (
    "LIMA (Reuters) - Peru said on Tuesday it would recall its ambassador from Norway in a quarrel "
    "over fishing rights that has lasted for months and shows no sign of an end."
)
REST = (
    "The foreign ministry in Oslo called the step unfortunate and said that it was ready for talks "
    "at any time, while fishermen in Callao said that they had lost half of their catch."
)


@pytest.mark.parametrize(
    ("caption", "day"),
    [
        # 4 May 2021 was a Tuesday.
        ("The port of Callao is seen in Peru, May 4, 2021. REUTERS/Ana Ruiz", "2021-05-04"),
        ("Boats at the port of Callao on May 4, 2021. (AP Photo/Ana Ruiz)", "2021-05-04"),
        ("Boats lie at the port of Callao, Peru, on 4 May 2021 [Ana Ruiz/AFP]", "2021-05-04"),
        ("The port of Callao is seen in Peru, May 6, 2021. REUTERS/Ana Ruiz", "2021-05"),
        ("FILE PHOTO: The port of Callao in Peru, May 4, 2021. REUTERS/Ana Ruiz/File", None),
        ("The quarrel began with a raid off Callao on May 4, 2021, the ministry said.", None),
    ],
)
def test_the_day_of_a_credited_picture(codebook: Codebook, caption: str, day: str | None) -> None:
    text = f"{LEAD}\n\n{REST}\n\n{caption}\n\n{REST.replace('Oslo', 'Bergen')}\n"
    found = clean(Acquired("a.txt", text, "text", {}, {}), codebook)
    assert isinstance(found, Document)
    assert found.published == day
    assert found.published_basis == (Basis.INFERRED if day else None)


def test_what_the_text_states_goes_first(codebook: Codebook) -> None:
    caption = "The port of Callao is seen in Peru, May 4, 2021. REUTERS/Ana Ruiz"
    text = f"Peru recalls its envoy\n\nPublished: 5 May 2021\n\n{LEAD}\n\n{caption}\n\n{REST}\n"
    found = clean(Acquired("a.txt", text, "text", {}, {}), codebook)
    assert isinstance(found, Document)
    assert (found.published, found.published_basis) == ("2021-05-05", Basis.STATED)
