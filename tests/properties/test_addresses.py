"""No form of writing an address hides whose machine it is."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

from hypothesis import given
from hypothesis import strategies as st

from dragoman.acquire.addresses import AddressError, is_public, target

PRIVATE = st.sampled_from(["10.0.0.0", "127.0.0.0", "192.168.0.0", "169.254.0.0", "172.16.0.0"])


def forms(number: IPv4Address) -> list[IPv6Address]:
    """The ways in which IPv6 writes an address of IPv4."""
    low = int(number)
    return [
        IPv6Address((0xFFFF << 32) | low),
        IPv6Address((0x64FF9B << 96) | low),
        IPv6Address((0x2002 << 112) | (low << 80)),
        IPv6Address((0x20010000 << 96) | (low ^ 0xFFFFFFFF)),
        IPv6Address((0x0064FF9B0001 << 80) | low),
    ]


@given(st.ip_addresses(v=4))
def test_an_address_of_ipv4_is_the_same_in_every_form(number: IPv4Address) -> None:
    for form in forms(number):
        assert is_public(str(form)) == is_public(str(number))


@given(PRIVATE, st.integers(0, 0xFFFF))
def test_private_machines_are_private_in_every_form(network: str, host: int) -> None:
    number = IPv4Address(int(IPv4Address(network)) | host)
    assert not any(is_public(str(form)) for form in (number, *forms(number)))


@given(st.text(max_size=60))
def test_whatever_is_given_as_an_address_is_checked_or_refused(text: str) -> None:
    try:
        found = target(f"http://{text}", resolve=lambda host, port: ["10.0.0.1", "8.8.8.8"])
    except AddressError:
        return
    assert found.numbers == ("8.8.8.8",)
    assert "\n" not in found.url
    assert "\r" not in found.url
    assert " " not in found.url
    assert found.url.isascii()
