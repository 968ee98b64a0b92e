"""What --proxy, --resolve, --connect-to and --allow-private mean, and what is refused."""

import pytest

from crawler.egress import EgressOptions, parse
from crawler.errors import ConfigurationError


@pytest.mark.parametrize(
    "options",
    [
        EgressOptions(allow_private=("10.0.0.0/99",)),
        EgressOptions(allow_private=("office",)),
        EgressOptions(resolve=("www.example.go.th:443",)),
        EgressOptions(resolve=("www.example.go.th:443:elsewhere",)),
        EgressOptions(resolve=("www.example.go.th:99999:192.0.2.1",)),
        EgressOptions(resolve=(":443:192.0.2.1",)),
        EgressOptions(connect_to=("a:80:b",)),
        EgressOptions(connect_to=("a:x:b:80",)),
        EgressOptions(connect_to=("a:80:b:0",)),
        EgressOptions(proxy="socks5://proxy.example:1080"),
        EgressOptions(proxy="https://proxy.example"),
        EgressOptions(proxy="http://proxy.example:port"),
        EgressOptions(proxy="http://proxy.example:3128/path"),
        EgressOptions(proxy=""),
    ],
)
def test_malformed_values_are_refused(options):
    with pytest.raises(ConfigurationError, match=r"^--"):
        parse(options)


def test_a_proxy_password_is_in_no_message_and_no_repr():
    options = EgressOptions(proxy="http://clerk:s3cret@proxy.example:3128/path")
    with pytest.raises(ConfigurationError) as caught:
        parse(options)
    assert "s3cret" not in str(caught.value) + repr(options)
    assert "Y2xlcms6czNjcmV0" not in repr(parse(EgressOptions(proxy="http://clerk:s3cret@proxy.example:3128")))


def test_a_pin_by_name_comes_before_one_for_any_name():
    routes = parse(EgressOptions(resolve=("*:443:192.0.2.1", "www.example.go.th:443:192.0.2.2,[2001:db8::2]", "b.example:*:192.0.2.3")))
    assert routes.pinned("www.example.go.th", 443) == ("192.0.2.2", "2001:db8::2")
    assert routes.pinned("other.example", 443) == ("192.0.2.1",)
    assert routes.pinned("other.example", 80) == ()
    assert routes.pinned("b.example", 8080) == ("192.0.2.3",)
    assert routes.pinned("www.example.go.th", None) == ("192.0.2.2", "2001:db8::2")


def test_empty_parts_of_connect_to_match_and_keep():
    routes = parse(EgressOptions(connect_to=("a.example:443:b.example:", "::[2001:db8::1]:8080")))
    assert routes.detoured("a.example", 443) == ("b.example", 443)
    assert routes.detoured("a.example", 80) == ("2001:db8::1", 8080)
