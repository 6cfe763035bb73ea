"""Which addresses are asked, and that the number that was checked is the one connected to."""

from __future__ import annotations

import pytest

from dragoman.acquire.addresses import AddressError, is_public, target


def at(*numbers: str):
    return lambda host, port: list(numbers)


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "127.8.9.1", "10.0.0.1", "172.16.3.4", "192.168.1.1", "169.254.169.254"),
        *("0.0.0.0", "100.64.0.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
        *("::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1"),
        *("::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001:db8::1"),
        *("2001:0:53aa:64c:0:0:80ff:fffe", "64:ff9b:1::a00:1", "no number", ""),
    ],
)
def test_machines_of_ones_own_network_are_known_in_every_form(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number",
    ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "::ffff:8.8.8.8", "64:ff9b::808:808"],
)
def test_machines_of_the_internet_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://news.example/a", "kind ftp"),
        ("file:///etc/passwd", "kind file"),
        ("https:///a", "no host"),
        ("https://user:secret@news.example/", "password"),
        ("https://[::1", "no address"),
        ("https://news.example:99999/", "no address"),
        ("https://" + "a" * 5000, "longer"),
        ("https://\u2488.example\ud800/", "no address"),
    ],
)
def test_what_is_no_address_is_told(url: str, reason: str) -> None:
    with pytest.raises(AddressError, match=reason):
        target(url, resolve=at("8.8.8.8"))


def test_private_machines_are_refused_unless_allowed() -> None:
    with pytest.raises(AddressError, match="allow_private"):
        target("http://news.example/", resolve=at("10.1.2.3"))
    allowed = target("http://news.example/", private=True, resolve=at("10.1.2.3"))
    assert allowed.numbers == ("10.1.2.3",)


def test_numbers_written_in_odd_ways_are_what_they_mean() -> None:
    """The system understands 2130706433 and 0x7f.1 as 127.0.0.1: what it says is checked."""
    for host in ("2130706433", "0x7f.1", "127.1", "localhost"):
        with pytest.raises(AddressError):
            target(f"http://{host}/")


def test_of_several_numbers_only_public_ones_are_used() -> None:
    found = target("https://news.example/", resolve=at("10.0.0.1", "8.8.8.8", "::1"))
    assert found.numbers == ("8.8.8.8",)


def test_an_unknown_host_may_be_known_later() -> None:
    def nobody(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    with pytest.raises(AddressError) as told:
        target("https://news.example/", resolve=nobody)
    assert not told.value.lasting


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://News.Example:443/a b?q=ü#x", "https://news.example/a%20b?q=%C3%BC"),
        ("http://news.example", "http://news.example/"),
        ("HTTP://news.example:8080/%41?", "http://news.example:8080/%41"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://news.example/a\r\nHost: x", "https://news.example/a%0D%0AHost:%20x"),
    ],
)
def test_addresses_are_asked_in_one_form(url: str, asked: str) -> None:
    assert target(url, resolve=at("8.8.8.8")).url == asked
