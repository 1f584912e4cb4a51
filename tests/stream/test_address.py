"""Who counts as one reader's address, whatever stands between."""

import pytest

from dateline.stream.address import counted


@pytest.mark.parametrize(
    ("peer", "address"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1::7", "2001:db8:0:1::/64"),
        ("2001:db8:0:1:ffff::8", "2001:db8:0:1::/64"),
        ("2001:db8:0:2::7", "2001:db8:0:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_without_a_proxy_whoever_connects_is_counted_and_an_ipv6_network_is_one(peer: str, address: str) -> None:
    assert counted(peer, "", proxies=0) == address
    assert counted(peer, "203.0.113.9", proxies=0) == address, "what a stranger writes is believed"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "address"),
    [
        ("192.0.2.7", 1, "192.0.2.7"),
        ("203.0.113.9, 192.0.2.7", 1, "192.0.2.7"),
        ("203.0.113.9,192.0.2.7,10.0.0.2", 2, "192.0.2.7"),
        ("192.0.2.7:51322", 1, "192.0.2.7"),
        ("[2001:db8:0:1::7]:51322", 1, "2001:db8:0:1::/64"),
        ("2001:db8:0:1::7", 1, "2001:db8:0:1::/64"),
    ],
)
def test_behind_proxies_the_address_is_the_one_that_the_first_of_ours_has_noted(
    forwarded: str, proxies: int, address: str
) -> None:
    assert counted("10.0.0.1", forwarded, proxies=proxies) == address


@pytest.mark.parametrize("forwarded", ["", "unknown", "192.0.2.7"])
def test_a_proxy_of_ours_that_notes_nobody_is_not_counted_itself(forwarded: str) -> None:
    assert counted("10.0.0.1", forwarded, proxies=2) == ""


def test_a_proxy_on_a_unix_socket_has_no_address() -> None:
    assert counted("", "", proxies=0) == ""
