"""Guessing names and passwords: each try takes as long, is slowed, and no trick goes round it."""

from __future__ import annotations

import statistics
import time

import pytest

pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")

from dragoman.web.access import secrets
from dragoman.web.access.accounts import folded
from dragoman.web.access.limits import Limit, neighbourhood


def seconds(ask) -> float:
    begun = time.thread_time()
    ask()
    return time.thread_time() - begun


def test_a_name_that_nobody_has_takes_as_long_as_a_wrong_password(team, monkeypatch) -> None:
    monkeypatch.setattr(secrets, "_LOG_N", 13)
    monkeypatch.setattr(secrets, "_NONE", f"scrypt$13$8$3${'00' * 16}${'00' * 32}")
    team.accounts.set_password("reader-one", "another long password")
    took: dict[str, list[float]] = {"reader-one": [], "nobody": []}
    for _ in range(7):  # in turns, so that what else the machine does falls on both
        for name, times in took.items():
            times.append(seconds(lambda name=name: team.accounts.by_password(name, "wrong one!")))
    known, unknown = (statistics.median(times) for times in took.values())
    assert known > 0.01  # the hash is what takes the time
    assert 0.7 < unknown / known < 1.4, took


def test_the_real_cost_holds_for_names_that_nobody_has() -> None:
    assert secrets._NONE.startswith(
        secrets.password_hash("a long password").rpartition("$")[0][:14]
    )


@pytest.mark.parametrize(
    ("address", "counts_as"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("testclient", "testclient"),
        ("unknown", "unknown"),
    ],
)
def test_an_address_counts_with_all_that_its_holder_has(address: str, counts_as: str) -> None:
    assert neighbourhood(address) == counts_as


def test_another_way_to_write_a_name_is_no_further_try(team, site) -> None:
    pytest.importorskip("httpx2", reason="Starlette's test client: pip install 'dragoman[dev]'")
    from tests.web.test_access import browser, sign_in

    from dragoman.web.site import make_app

    ways = ("admin-one", "ADMIN-ONE", "\uff41dmin-one", "\U0001d5ee\U0001d5f1min-one", "admin-one ")
    assert len({folded(way.strip()) for way in ways}) == 1
    object.__setattr__(team.access, "naming", Limit(4, 1))
    client = browser(make_app(site, team.access))
    told = [sign_in(client, way, "wrong password!").status_code for way in ways]
    assert told == [401, 401, 401, 401, 429]
    assert sign_in(client, "reader-one").status_code == 303  # others can still come in


def test_by_default_guessing_takes_years() -> None:
    """Ten tries at once and two a minute under a name: a million a year."""
    from dragoman.web.access.gate import Access

    limits = Access.__dataclass_fields__
    trying, naming, asking = (
        limits[name].default_factory() for name in ("trying", "naming", "asking")
    )
    assert (trying.at_once, trying.a_minute) == (10, 10)
    assert (naming.at_once, naming.a_minute) == (10, 2)
    assert (asking.at_once, asking.a_minute) == (300, 600)
