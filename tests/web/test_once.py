"""What many ask for at once is made once."""

from __future__ import annotations

import threading

import pytest

from dragoman.web.once import Once


def test_many_who_ask_at_once_get_what_one_makes() -> None:
    once, begun, go, made = Once(4), threading.Event(), threading.Event(), []

    def make() -> object:
        begun.set()
        assert go.wait(20)
        made.append(object())
        return made[-1]

    found: list[object] = []
    threads = [threading.Thread(target=lambda: found.append(once.get("a", make))) for _ in range(8)]
    for thread in threads:
        thread.start()
    assert begun.wait(20)
    assert once.get("b", lambda: 2) == 2  # another question need not wait
    go.set()
    for thread in threads:
        thread.join(20)
    assert len(made) == 1
    assert found == made * 8


def test_what_goes_wrong_is_asked_again() -> None:
    once = Once(4)
    with pytest.raises(ZeroDivisionError):
        once.get("a", lambda: 1 // 0)
    assert once.get("a", lambda: 1) == 1


def test_the_least_asked_go_first() -> None:
    once, made = Once(2), []
    for key in "ababcab":
        once.get(key, lambda key=key: made.append(key))
    assert "".join(made) == "abcab"
