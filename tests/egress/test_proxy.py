"""The proxy as its clients meet it: real sockets, real TLS."""

import asyncio
import ssl

import pytest

from crawler.egress import EgressFault, EgressOptions
from crawler.egress.dial import hang_up
from tests.egress.net import LOOPBACK, fault_in, get, looked_up, port_of, running, says, self_signed, send, serving, unused_port

HELLO = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Odd:  kept  as is\r\nContent-Length: 5\r\n\r\nhello"


def test_a_request_is_forwarded_in_origin_form_without_proxy_headers():
    async def scenario():
        async with running(lookup=looked_up(("127.0.0.1",))) as egress, serving(says(HELLO)) as origin:
            answer = await get(
                egress,
                f"http://site.example:{origin.port}/a%20b?x=1&&y=//z",
                "Proxy-Authorization: Basic eA==",
                "Proxy-Connection: keep-alive",
                "Connection: X-Hop",
                "X-Hop: 1",
                "Accept: */*",
            )
            return answer, origin.heads[0].decode(), origin.port

    answer, head, port = asyncio.run(scenario())
    assert head.split("\r\n") == [
        "GET /a%20b?x=1&&y=//z HTTP/1.1",
        f"Host: site.example:{port}",
        "Accept: */*",
        "Connection: close",
        "",
        "",
    ]
    assert answer == HELLO.replace(b"200 OK\r\n", b"200 OK\r\nConnection: close\r\n")


def test_a_connection_that_the_site_keeps_open_carries_no_second_request():
    """Otherwise a client's next request, maybe for another site, would go to this one."""

    async def scenario():
        async with (
            running() as egress,
            serving(says(HELLO.replace(b"\r\n\r\n", b"\r\nConnection: keep-alive\r\n\r\n"), keep_open=True)) as origin,
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", port_of(egress))
            request = f"GET http://127.0.0.1:{origin.port}/ HTTP/1.1\r\nHost: x\r\n\r\n".encode()
            writer.write(request)
            first = await reader.readuntil(b"hello")
            writer.write(request)
            rest = await asyncio.wait_for(reader.read(), 10)
            writer.close()
            return first, rest, len(origin.heads)

    first, rest, seen = asyncio.run(scenario())
    assert b"keep-alive" not in first
    assert (rest, seen) == (b"", 1)


def test_interim_answers_are_dropped_and_odd_answers_pass_unchanged():
    async def scenario():
        async with running() as egress:
            async with serving(says(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + HELLO)) as origin:
                hinted = await get(egress, f"http://127.0.0.1:{origin.port}/")
            async with serving(says(b"SSH-2.0-OpenSSH\r\n")) as origin:
                odd = await get(egress, f"http://127.0.0.1:{origin.port}/")
            return hinted, odd

    hinted, odd = asyncio.run(scenario())
    assert hinted.startswith(b"HTTP/1.1 200 OK\r\nConnection: close\r\n")
    assert odd == b"SSH-2.0-OpenSSH\r\n"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_other_methods_are_refused(method):
    async def scenario():
        async with running() as egress, serving(says(HELLO)) as origin:
            return await get(egress, f"http://127.0.0.1:{origin.port}/", "Content-Length: 3", method=method), origin.heads

    answer, heads = asyncio.run(scenario())
    assert answer.startswith(b"HTTP/1.1 405 ")
    assert heads == []


@pytest.mark.parametrize(
    "request_head",
    [
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
        b"GET https://site.example/ HTTP/1.1\r\n\r\n",
        b"GET http:// HTTP/1.1\r\n\r\n",
        b"GET http://site.example:99999/ HTTP/1.1\r\n\r\n",
        b"GET http://site.example/ HTTP/1.1\r\nA: 1\r\n folded\r\n\r\n",
        b"GET http://site.example/ HTTP/1.1\r\nA: 1\nB: 2\r\n\r\n",
        b"GET http://site.example/ HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n",
        b"GET http://site.example/ HTTP/1.1\r\nno colon\r\n\r\n",
        b"CONNECT site.example HTTP/1.1\r\n\r\n",
        b"CONNECT site.example:0 HTTP/1.1\r\n\r\n",
        b"CONNECT si/te:443 HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x00\r\n\r\n",
    ],
)
def test_requests_that_could_be_read_in_two_ways_are_refused(request_head):
    async def scenario():
        async with running() as egress:
            return await send(egress, request_head)

    assert asyncio.run(scenario()).startswith(b"HTTP/1.1 400 ")


def test_an_endless_head_is_refused():
    async def scenario():
        async with running() as egress:
            return await send(egress, b"GET http://site.example/ HTTP/1.1\r\nA: " + b"a" * 70_000 + b"\r\n\r\n")

    assert asyncio.run(scenario()).startswith(b"HTTP/1.1 431 ")


def test_https_goes_through_a_tunnel(tmp_path):
    async def scenario():
        async with (
            running(lookup=looked_up(("127.0.0.1",))) as egress,
            serving(says(HELLO), self_signed(tmp_path, "site.example")) as origin,
        ):
            reader, writer = await asyncio.open_connection("127.0.0.1", port_of(egress))
            writer.write(f"CONNECT site.example:{origin.port} HTTP/1.1\r\nHost: site.example\r\n\r\n".encode())
            opened = await reader.readuntil(b"\r\n\r\n")
            trusting = ssl.create_default_context(cafile=tmp_path / "server.pem")
            await writer.start_tls(trusting, server_hostname="site.example")
            writer.write(b"GET / HTTP/1.1\r\nHost: site.example\r\n\r\n")
            answer = await reader.read()
            writer.close()
            return opened, answer, egress.bytes_in > len(HELLO), egress.bytes_out > 0

    opened, answer, *counted = asyncio.run(scenario())
    assert opened == b"HTTP/1.1 200 Connection established\r\n\r\n"
    assert answer == HELLO
    assert counted == [True, True]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "017700000001", "localhost", "[::1]", "[::ffff:127.0.0.1]"]
)
@pytest.mark.parametrize("form", ["GET http://{}/ HTTP/1.1\r\n\r\n", "CONNECT {} HTTP/1.1\r\n\r\n"])
def test_private_addresses_are_refused_however_they_are_written(host, form):
    async def scenario():
        async with running(EgressOptions()) as egress, serving(says(HELLO)) as origin:
            answer = await send(egress, form.format(f"{host}:{origin.port}").encode())
            return fault_in(answer, egress), egress.last_fault(host, origin.port)[0], origin.heads

    assert asyncio.run(scenario()) == ("forbidden-address", "forbidden-address", [])


def test_a_name_with_a_private_address_is_refused_and_remembered_until_cleared():
    async def scenario():
        async with running(EgressOptions(), lookup=looked_up(("10.1.2.3", "::1"))) as egress:
            answer = await get(egress, "http://site.example/")
            before = egress.last_fault("SITE.example.", 80)
            egress.clear_fault("site.example", 80)
            return answer, fault_in(answer, egress), before, egress.last_fault("site.example", 80)

    answer, fault, before, after = asyncio.run(scenario())
    assert answer.startswith(b"HTTP/1.1 502 ")
    assert fault == "forbidden-address"
    assert before == ("forbidden-address", "no public address: site.example (10.1.2.3, ::1)")
    assert after is None


def test_the_address_that_was_checked_is_the_one_connected_to():
    """A name that turns private on the second answer gains nothing: it is asked once, and what it said is used."""
    asked = []

    async def rebinding(host):
        asked.append(host)
        return ("127.0.0.1",) if len(asked) == 1 else ("127.0.0.2",)

    async def scenario():
        options = EgressOptions(allow_private=("127.0.0.1/32",))
        async with running(options, lookup=rebinding) as egress, serving(says(HELLO)) as origin:
            return [await get(egress, f"http://site.example:{origin.port}/") for _ in range(2)], len(origin.heads)

    answers, reached = asyncio.run(scenario())
    assert all(answer.endswith(b"hello") for answer in answers)
    assert (reached, asked) == (2, ["site.example"])


def test_a_second_private_answer_is_judged_anew():
    async def scenario():
        lookup = looked_up(("127.0.0.1",), ("127.0.0.2",))
        async with running(EgressOptions(allow_private=("127.0.0.1/32",)), lookup=lookup) as egress, serving(says(HELLO)) as origin:
            first = await get(egress, f"http://a.example:{origin.port}/")
            second = await get(egress, f"http://b.example:{origin.port}/")
            return fault_in(first, egress), fault_in(second, egress), len(origin.heads)

    assert asyncio.run(scenario()) == (None, "forbidden-address", 1)


def test_the_next_address_is_tried():
    async def scenario():
        lookup = looked_up(("10.9.9.9", "127.0.0.3", "127.0.0.1"))  # refused by the guard; nobody listens; the site
        async with running(lookup=lookup) as egress, serving(says(HELLO)) as origin:
            return await get(egress, f"http://site.example:{origin.port}/")

    assert asyncio.run(scenario()).endswith(b"hello")


def test_resolve_and_connect_to_steer_and_the_guard_still_applies():
    async def scenario():
        async with serving(says(HELLO)) as origin:
            pinned = EgressOptions(resolve=(f"site.example:{origin.port}:127.0.0.1",), allow_private=LOOPBACK)
            async with running(pinned, lookup=looked_up(())) as egress:
                first = await get(egress, f"http://site.example:{origin.port}/")
                addresses = await egress.resolve("site.example")
            detour = EgressOptions(connect_to=(f"site.example:80:127.0.0.1:{origin.port}",), allow_private=LOOPBACK)
            async with running(detour, lookup=looked_up(())) as egress:
                second = await get(egress, "http://site.example/")
            async with running(EgressOptions(connect_to=("::127.0.0.1:",))) as egress:
                third = fault_in(await get(egress, f"http://site.example:{origin.port}/"), egress)
            return first, addresses, second, third, [head.split(b"\r\n")[1] for head in origin.heads]

    first, addresses, second, third, hosts = asyncio.run(scenario())
    assert first.endswith(b"hello")
    assert second.endswith(b"hello")
    assert addresses == ("127.0.0.1",)
    assert third == "forbidden-address"
    assert hosts[1] == b"Host: site.example"


def test_names_without_an_address_and_closed_ports_are_told_apart():
    async def scenario():
        async with running(lookup=looked_up(())) as egress:
            port = await unused_port()
            no_name = fault_in(await get(egress, "http://site.example/"), egress)
            reserved = fault_in(await send(egress, b"CONNECT nowhere.invalid:443 HTTP/1.1\r\n\r\n"), egress)
            closed = fault_in(await get(egress, f"http://127.0.0.1:{port}/"), egress)
            return no_name, reserved, closed, egress.last_fault("127.0.0.1", port)[0]

    assert asyncio.run(scenario()) == ("dns-not-found", "dns-not-found", "connection-refused", "connection-refused")


def test_a_silent_resolver_is_our_fault_until_it_was_seen_to_work():
    async def lookup(host):
        if host == "hangs.example":
            await asyncio.sleep(60)
        return ("127.0.0.1",)

    async def scenario():
        async with running(lookup=lookup, lookup_timeout_s=0.05) as egress:
            first = fault_in(await get(egress, "http://hangs.example/"), egress)
            await egress.resolve("works.example")
            return first, fault_in(await get(egress, "http://hangs.example/"), egress)

    assert asyncio.run(scenario()) == ("our-fault", "timeout")


def test_a_site_that_never_answers_or_hangs_up_is_named():
    async def silent(head, reader, writer):
        await reader.read()

    async def gone(head, reader, writer):
        writer.close()

    async def scenario():
        async with running(idle_timeout_s=0.2) as egress:
            async with serving(silent) as origin:
                first = fault_in(await get(egress, f"http://127.0.0.1:{origin.port}/"), egress)
            async with serving(gone) as origin:
                second = fault_in(await get(egress, f"http://127.0.0.1:{origin.port}/"), egress)
            return first, second

    assert asyncio.run(scenario()) == ("timeout", "reset")


def test_half_an_answer_does_not_end_cleanly():
    """A reset after the first bytes must reach the client as a reset, or half a page would pass for a whole one."""

    async def breaks(head, reader, writer):
        writer.write(b"HTTP/1.0 200 OK\r\n\r\nhalf")
        await writer.drain()
        await asyncio.sleep(0.1)
        await hang_up(writer, abruptly=True)

    async def scenario():
        async with running() as egress, serving(breaks) as origin:
            await get(egress, f"http://127.0.0.1:{origin.port}/")

    with pytest.raises(ConnectionResetError):
        asyncio.run(scenario())


def test_a_site_cannot_fake_our_faults():
    async def scenario():
        fake = b"HTTP/1.1 502 Bad Gateway\r\nX-Truat-Egress: our-fault\r\nX-Truat-Token: guess\r\nContent-Length: 0\r\n\r\n"
        async with running() as egress, serving(says(fake)) as origin:
            return fault_in(await get(egress, f"http://127.0.0.1:{origin.port}/"), egress)

    assert asyncio.run(scenario()) is None


def test_traffic_is_counted_by_label():
    async def scenario():
        async with running() as egress, serving(says(HELLO)) as origin:
            await get(egress, f"http://127.0.0.1:{origin.port}/", "Proxy-Authorization: Basic c2l0ZS1hOg==")
            await get(egress, f"http://127.0.0.1:{origin.port}/")
            return {label: t.bytes_in for label, t in egress.traffic.items()}, egress.bytes_in

    assert asyncio.run(scenario()) == ({"site-a": len(HELLO), "": len(HELLO)}, 2 * len(HELLO))


def test_our_own_connections_follow_the_same_rules():
    async def scenario():
        async with running(EgressOptions()) as egress, serving(says(HELLO)) as origin:
            with pytest.raises(EgressFault) as caught:
                await egress.connect("127.0.0.1", origin.port)
            return caught.value.fault, egress.last_fault("127.0.0.1", origin.port)[0]

    assert asyncio.run(scenario()) == ("forbidden-address", "forbidden-address")


def test_too_many_connections_are_answered_not_dropped():
    async def scenario():
        async with running(max_connections=1) as egress:
            _, idle = await asyncio.open_connection("127.0.0.1", port_of(egress))
            await asyncio.sleep(0.05)
            answer = await get(egress, "http://site.example/")
            idle.close()
            return fault_in(answer, egress)

    assert asyncio.run(scenario()) == "our-fault"


def test_close_ends_open_tunnels():
    async def silent(head, reader, writer):
        await reader.read()

    async def scenario():
        async with running() as egress, serving(silent) as origin:
            reader, writer = await asyncio.open_connection("127.0.0.1", port_of(egress))
            writer.write(f"CONNECT 127.0.0.1:{origin.port} HTTP/1.1\r\n\r\n".encode())
            await reader.readuntil(b"\r\n\r\n")
            await egress.close()
            rest = await asyncio.wait_for(reader.read(), 5)
            writer.close()
            return rest

    assert asyncio.run(scenario()) == b""
