"""The versions of what is handed on: a number that rises when columns or their meaning change.

They stand in Parquet files and snapshots; a test holds them to the columns.
"""

from __future__ import annotations

from collections.abc import Mapping

LISTS: Mapping[str, int] = {
    "events": 1,
    "claims": 1,
    "figures": 1,
    "ties": 1,
    "attributions": 1,
    "disputes": 1,
    "series": 1,
    "documents": 1,
    "runs": 1,
    "missed": 1,
}
FORMATS: Mapping[str, int] = {
    "plover": 1,
    "polecat": 1,
    "icews": 1,
    "gdelt": 1,
    "panel": 1,
    "ftm": 1,
    "annotations": 1,
    "bibtex": 1,
    "snapshot": 1,
}
