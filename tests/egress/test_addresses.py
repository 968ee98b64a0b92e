"""Which addresses the guard lets through."""

from ipaddress import ip_address, ip_network

import pytest

from crawler.egress.addresses import Guard, canonical, literal


def words(text):
    return text.split()


REFUSED = words("""
127.0.0.1 127.255.255.254 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 169.254.0.1
100.64.0.1 100.100.100.200 100.127.255.255 168.63.129.16 192.0.0.1 192.0.2.1 198.18.0.1 198.19.255.255 198.51.100.7 203.0.113.9
224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
:: ::1 fe80::1 fe80::1%eth0 fec0::1 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1 3fff::1 100::1 2001::1 2001:0:7f00:1:: 64:ff9b:1::1
::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a00:1 2002:7f00:1:: 2002:a00:1::1
5f00::1 4000::1
""")
PERMITTED = words(
    "8.8.8.8 1.1.1.1 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 192.167.1.1 2606:4700::1 2a00:1450::1 64:ff9b::808:808 ::ffff:8.8.8.8"
)


@pytest.mark.parametrize("address", REFUSED)
def test_addresses_that_are_not_public_are_refused(address):
    assert not Guard().permits(literal(address))


@pytest.mark.parametrize("address", PERMITTED)
def test_public_addresses_are_permitted(address):
    assert Guard().permits(ip_address(address))


@pytest.mark.parametrize(
    "written",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "127.0.1",
        "2130706433",
        "0x7f000001",
        "0x7F.0.0.1",
        "017700000001",
        "0177.0.0.01",
        "localhost",
        "LOCALHOST.",
        "a.localhost",
    ],
)
def test_every_way_to_write_loopback_is_understood(written):
    assert str(literal(written)) == "127.0.0.1"


@pytest.mark.parametrize(
    "name", ["www.example.go.th", "127.0.0.1.example.go.th", "1.2.3.4.5", "0x7f.example", "example", "localhost.example.go.th", ""]
)
def test_names_are_no_addresses(name):
    assert literal(name) is None


def test_full_width_digits_are_the_same_address():
    assert str(literal("１２７。０。０。１")) == "127.0.0.1"


def test_thai_names_are_compared_in_ascii():
    assert canonical("ตัวอย่าง.ไทย").startswith("xn--")
    assert canonical("WWW.Example.GO.TH.") == "www.example.go.th"


def test_allow_private_covers_its_network_and_the_twins_only():
    guard = Guard((ip_network("127.0.0.0/8"),))
    assert guard.permits(ip_address("127.0.0.1"))
    assert guard.permits(ip_address("::ffff:127.0.0.1"))
    assert not guard.permits(ip_address("::1"))
    assert not guard.permits(ip_address("10.0.0.1"))
