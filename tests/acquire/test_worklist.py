"""Files of GDELT as lists of pages to fetch."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from tests.acquire.files import gdelt_event, gdelt_graph, gdelt_mention, zipped

from dragoman.acquire import acquire
from dragoman.acquire.worklist import Listed, listed
from dragoman.model import Skipped
from dragoman.settings import Settings

URL = "https://news.example/2019/a"
FIRST_GRAPH = (
    "DATE\tNUMARTS\tCOUNTS\tTHEMES\tLOCATIONS\tPERSONS\tORGANIZATIONS\tTONE\tCAMEOEVENTIDS\t"
    "SOURCES\tSOURCEURLS\n"
    f"20130504\t2\t\t\t\t\t\t0,0\t1\ta.example;b.example\t{URL}<UDIV>{URL}/b\n"
).encode()
FIRST_EVENTS = "\t".join(["1"] + ["x"] * 55 + ["20130504", URL]).encode() + b"\n"


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (gdelt_graph(URL), [(URL, "2019-05-04", 1)]),
        (gdelt_event(URL), [(URL, "2019-05-04", 1)]),
        (gdelt_mention(URL), [(URL, "2019-05-04", 1)]),
        (FIRST_GRAPH, [(URL, "2013-05-04", 2), (f"{URL}/b", "2013-05-04", 2)]),
        (FIRST_EVENTS, [(URL, "2013-05-04", 1)]),
        (
            gdelt_event(URL) * 3 + gdelt_event(f"{URL}2"),
            [(URL, "2019-05-04", 1), (f"{URL}2", "2019-05-04", 4)],
        ),
        (gdelt_mention("A radio programme", kind="3"), []),
        (gdelt_event("file:///etc/passwd"), []),
        (gdelt_event(URL, "99999999999999"), [(URL, None, 1)]),
        (b"a\tb\tc\n" + gdelt_graph(URL), [(URL, "2019-05-04", 2)]),
        (b"\t" * 5_000_000 + b"\n" + gdelt_graph(URL), [(URL, "2019-05-04", 2)]),
        (bytes(range(256)) * 30, []),
        (b"", []),
    ],
)  # fmt: skip
def test_addresses_come_with_the_day_they_were_seen(
    raw: bytes, expected: list[tuple[str, str | None, int]]
) -> None:
    assert list(listed(io.BytesIO(raw))) == [Listed(*row) for row in expected]


@pytest.mark.parametrize(
    "name", ["20190504101500.gkg.csv", "20190504101500.export.CSV", "20190504.mentions.CSV"]
)
def test_what_is_listed_is_told_until_it_may_be_fetched(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.zip"
    path.write_bytes(zipped({name: gdelt_event(URL)}))
    [found] = acquire([path], Settings())
    assert isinstance(found, Skipped)
    assert found.uri == URL
    assert f"is listed in {path.as_posix()}#{name} (line 1, seen 2019-05-04)" in found.reason


def test_a_list_without_addresses_is_told(tmp_path: Path) -> None:
    path = tmp_path / "20190504101500.gkg.csv"
    path.write_bytes(b"a\tb\n")
    [found] = acquire([path], Settings())
    assert found == Skipped(path.as_posix(), "lists no address of a page")
