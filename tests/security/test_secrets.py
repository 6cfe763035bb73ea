"""Passwords, tokens and keys are in no message, no log, no page and no ledger."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger import open_ledger

SECRET = "xyzzy-plugh"
ADDRESSES = (
    "postgresql://ada:{}@127.0.0.1:9/news",
    "postgresql://ada:a@{}@127.0.0.1:9/news",
    "postgresql://ada:{}/x@127.0.0.1:9/news",
    "postgresql://ada:{}@127.0.0.1:port/news",
    "postgresql://:{}@127.0.0.1:9/news",
    "postgresql://ada@127.0.0.1:9/news?password={}",
    "postgresql://127.0.0.1:9/news?sslpassword={}&user=ada",
    "mysql://ada:{}@127.0.0.1/news",
    "nonsense://ada:{}@@@127.0.0.1:9:9/news",
)


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_database_that_cannot_be_opened_is_named_without_password(address, dragoman) -> None:
    pytest.importorskip("psycopg", reason="pip install 'dragoman[postgres]'")
    with pytest.raises(LedgerError) as told:
        open_ledger(address.format(SECRET))
    assert SECRET not in str(told.value)
    for command in (["ledger", "info"], ["events"], ["add", "README.md"]):
        found = dragoman(*command, "--ledger", address.format(SECRET))
        assert found.code != 0
        assert SECRET not in found.out + found.err


@pytest.mark.postgres
def test_a_server_that_refuses_or_knows_us_is_told_no_password(target: str, dragoman) -> None:
    if "://" not in target:
        pytest.skip("a file has no password")
    with_password = target.replace("dragoman@", f"dragoman:{SECRET}@")
    with open_ledger(with_password) as ledger:
        assert SECRET not in ledger.name + repr(ledger.engine)
    for command in (["ledger", "info"], ["ledger", "check"], ["events"]):
        found = dragoman(*command, "--ledger", with_password)
        assert SECRET not in found.out + found.err
    with open_ledger(with_password) as ledger, ledger.reading() as connection:
        rows = [
            str(connection.exec_driver_sql(f'SELECT * FROM "{name}"').all())
            for name in ("run", "ledger_info")
        ]
    assert SECRET not in "".join(rows)


def test_nothing_secret_is_logged(site, team, caplog, capfd, monkeypatch) -> None:
    pytest.importorskip("fastapi", reason="pip install 'dragoman[web]'")
    pytest.importorskip("httpx2", reason="Starlette's test client: pip install 'dragoman[dev]'")
    from starlette.testclient import TestClient
    from tests.web.conftest import PASSWORD
    from tests.web.test_access import sign_in

    from dragoman.query import View
    from dragoman.web.access.gate import COOKIE
    from dragoman.web.site import make_app

    caplog.set_level(logging.DEBUG)
    app = make_app(site, team.access)
    browser = TestClient(
        app, "http://127.0.0.1:8765", follow_redirects=False, raise_server_exceptions=False
    )
    assert sign_in(browser, "reader-one", SECRET).status_code == 401
    assert sign_in(browser, "reader-one").status_code == 303
    monkeypatch.setattr(View, "events", lambda *_, **__: 1 // 0)
    assert browser.get("/search").status_code == 500
    assert browser.get("/api/v1/events", headers=team.bearer("admin")).status_code == 500
    assert browser.get("/api/v1/events", headers={"Authorization": f"Bearer {SECRET}"}).is_error
    told = caplog.text + "".join(capfd.readouterr())
    assert "ZeroDivisionError" in told  # that something is logged at all
    secrets = [SECRET, PASSWORD, team.tokens["admin"], browser.cookies[COOKIE].partition(".")[0]]
    assert not [one for one in secrets if one in told]


def test_what_someone_asks_cannot_forge_a_line_of_the_log(client, caplog, monkeypatch) -> None:
    from starlette.testclient import TestClient

    from dragoman.query import View

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(View, "event", broken)
    calm = TestClient(client.app, "http://127.0.0.1:8765", raise_server_exceptions=False)
    for path in ("/event/a%0A2026 root signed in", "/api/v1/events/a%0A2026 root signed in"):
        calm.get(path)
    lines = [line for record in caplog.records for line in record.getMessage().splitlines()]
    assert not [line for line in lines if line.startswith("2026 root")]


def test_the_ledger_and_its_copies_know_no_account(ledger: Path, team, dragoman, tmp_path) -> None:
    assert dragoman("ledger", "backup", "--ledger", ledger, tmp_path / "copy.db").code == 0
    for file in (ledger, tmp_path / "copy.db"):
        with sqlite3.connect(file) as connection:
            text = "\n".join(connection.iterdump())
        connection.close()
        assert "scrypt$" not in text
        assert not [token for token in team.tokens.values() if token in text]


def test_a_webhook_whose_address_is_the_secret_is_not_named(tmp_path, dragoman, ledger) -> None:
    from dragoman.watch.delivery import DeliveryError
    from dragoman.watch.hook import Hook

    hook = Hook(f"http://127.0.0.1:9/services/{SECRET}?key={SECRET}")
    notice = type("Notice", (), {"id": "a", "kind": "event", "at": "2026", "body": {}})()
    with pytest.raises(DeliveryError) as told:
        hook.send("watch", [notice], [])
    assert SECRET not in str(told.value) + hook.name
    broken = Hook(f"https://[::1/{SECRET}")
    with pytest.raises(DeliveryError) as told:
        broken.send("watch", [notice], [])
    assert SECRET not in str(told.value)


def test_the_accounts_and_what_is_written_beside_them_are_for_their_owner(team, tmp_path) -> None:
    assert oct(team.accounts.path.stat().st_mode & 0o777) == "0o600"
    team.accounts.path.chmod(0o644)  # as a careless copy would leave it
    type(team.accounts)(team.accounts.path)
    with sqlite3.connect(team.accounts.path) as connection:
        connection.execute("INSERT INTO audit (at, what, name, address) VALUES ('', '', '', '')")
        beside = [p for p in tmp_path.iterdir() if p.name.startswith(team.accounts.path.name)]
        assert len(beside) > 1  # the journal of the open transaction
        assert {oct(p.stat().st_mode & 0o777) for p in beside} == {"0o600"}
    connection.close()
