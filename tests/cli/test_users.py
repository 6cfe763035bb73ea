"""`dragoman users`: accounts, roles, passwords, tokens; what is said when one is not there."""

from __future__ import annotations

import pytest

pytest.importorskip("starlette", reason="pip install 'dragoman[web]'")

from dragoman.web.access import secrets
from dragoman.web.access.accounts import Accounts

GOOD = b"a long enough password\n"


@pytest.fixture
def users(dragoman, tmp_path, monkeypatch):
    """The command over the accounts of one ledger, with cheap hashes."""
    monkeypatch.setattr(secrets, "_LOG_N", 4)
    monkeypatch.setattr(secrets, "_NONE", f"scrypt$4$8$3${'00' * 16}${'00' * 32}")

    def call(*arguments: str, stdin: bytes = b""):
        command, *rest = arguments
        return dragoman("users", command, "--ledger", tmp_path / "west.db", *rest, stdin=stdin)

    return call


@pytest.fixture
def accounts(users, tmp_path) -> Accounts:
    """The accounts after the first was made."""
    made = users("add", "asha", "--role", "admin", "--password-stdin", stdin=GOOD)
    assert made.code == 0, made.err
    assert "asha has an account as admin" in made.err
    return Accounts(tmp_path / "west.db.users")


def rows(outcome) -> list[list[str]]:
    """The lines of an answer, cut at tabs."""
    assert outcome.code == 0, outcome.err
    return [line.split("\t") for line in outcome.out.splitlines()]


def test_an_account_is_made_changed_and_taken_away(users, accounts):
    assert users("add", "ben", "--password-stdin", stdin=GOOD).code == 0
    assert [row[:2] for row in rows(users("list"))] == [["asha", "admin"], ["ben", "reader"]]
    assert users("role", "ben", "reviewer").code == 0
    assert accounts.user("ben").role == "reviewer"
    assert users("remove", "Ben").code == 0
    assert [row[0] for row in rows(users("list"))] == ["asha"]
    assert [row[1:3] for row in rows(users("log"))][:3] == [
        ["account removed", "ben"],
        ["role: reviewer", "ben"],
        ["account made: reader", "ben"],
    ]
    assert len(rows(users("log", "--limit", "2"))) == 2


def test_a_password_is_changed(users, accounts):
    other = "quite another password"
    changed = users("password", "asha", "--password-stdin", stdin=f"{other}\r\n".encode())
    assert changed.code == 0
    assert accounts.by_password("asha", other)
    assert accounts.by_password("asha", GOOD.decode().strip()) is None
    assert other not in changed.out + changed.err


def test_a_token_is_shown_once(users, accounts):
    made = users("token", "asha", "--for", "nightly\x1b[2J export")
    token = made.out.strip()
    assert accounts.by_token(token).name == "asha"
    assert "not shown again" in made.err
    ((id_, _, words),) = rows(users("token", "asha", "--list"))
    assert "\x1b" not in words
    assert "nightly" in words
    assert token not in users("token", "asha", "--list").out
    assert rows(users("list"))[0][3] == "1"
    assert users("token", "asha", "--remove", id_).code == 0
    assert accounts.by_token(token) is None
    assert users("token", "asha", "--remove", id_).code == 1


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("role", "nobody", "admin"), 1, "nobody is called 'nobody'"),
        (("password", "nobody", "--password-stdin"), 1, "nobody is called"),
        (("remove", "nobody"), 1, "dragoman users list"),
        (("token", "nobody"), 1, "nobody is called"),
        (("token", "asha", "--remove", "x"), 1, "no token 'x'"),
        (("role", "asha", "emperor"), 2, "emperor"),
        (("role", "asha", "anonymous"), 2, "anonymous"),
        (("add", "asha", "--password-stdin"), 1, "has an account already"),
        (("add", "asha"), 1, "has an account already"),  # before a password is asked for
        (("password", "ben"), 1, "nobody is called 'ben'"),
        (("add", "ben"), 2, "No terminal to ask for a password at; see --password-stdin"),
        (("add", "ASHA", "--password-stdin"), 1, "has an account already"),
        (("add", "a b", "--password-stdin"), 1, "is no name"),
        (("add", "<b>", "--password-stdin"), 1, "is no name"),
        (("log", "--limit", "0"), 2, "--limit"),
    ],
)
def test_what_cannot_be_done_is_told(users, accounts, arguments, code, says):
    outcome = users(*arguments, stdin=GOOD)
    assert outcome.code == code
    assert says in outcome.err
    assert len(accounts.users()) == 1


@pytest.mark.parametrize("piped", [b"", b"\n", b"short\n", b"aaaaaaaaaaaaaaaa\n", b"x" * 2000])
def test_a_weak_password_is_refused(users, accounts, piped):
    outcome = users("add", "ben", "--password-stdin", stdin=piped)
    assert outcome.code == 1
    assert "a password has" in outcome.err
    assert len(accounts.users()) == 1


@pytest.mark.parametrize("command", [("list",), ("remove", "asha"), ("log",), ("token", "asha")])
def test_without_accounts_it_says_how_to_make_one(users, tmp_path, command):
    outcome = users(*command)
    assert outcome.code == 1
    assert "dragoman users add NAME --role admin" in outcome.err
    assert not (tmp_path / "west.db.users").exists()


def test_nobody_left_is_nothing_found(users, accounts):
    users("remove", "asha")
    outcome = users("list")
    assert outcome.code == 4
    assert "nobody has an account" in outcome.err


def test_another_file_can_be_named(dragoman, users, accounts, tmp_path):
    elsewhere = tmp_path / "team.users"
    added = dragoman("users", "add", "chidi", "--users", elsewhere, "--password-stdin", stdin=GOOD)
    assert added.code == 0
    assert elsewhere.stat().st_mode & 0o777 == 0o600
    assert [one.name for one in Accounts(elsewhere).users()] == ["chidi"]
    assert [one.name for one in accounts.users()] == ["asha"]


def test_a_file_that_is_no_accounts_is_told(dragoman, tmp_path):
    wrong = tmp_path / "picture.users"
    wrong.write_bytes(b"\x89PNG" * 100)
    outcome = dragoman("users", "list", "--users", wrong)
    assert outcome.code == 1
    assert "holds no accounts that can be used" in outcome.err


def test_a_password_that_no_browser_would_send_is_refused(users):
    done = users("add", "zoe", "--password-stdin", stdin="la clé du dragon gîte".encode("latin-1"))
    assert done.code == 2
    assert "The password is no text in UTF-8." in done.err
    assert "dragon g" not in done.err
