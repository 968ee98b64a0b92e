"""Behind --proxy: names are the proxy's business, addresses remain ours."""

import asyncio

from crawler.egress import EgressOptions
from tests.egress.net import fault_in, get, looked_up, running, says, send, serving, unused_port

HELLO = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"
REFUSES = b"HTTP/1.1 504 Gateway Timeout\r\nContent-Length: 0\r\n\r\n"


def behind(port, *, credentials="", **more):
    return EgressOptions(proxy=f"http://{credentials}127.0.0.1:{port}", **more)


def test_plain_requests_are_forwarded_in_absolute_form_with_credentials():
    async def scenario():
        with_password = {"credentials": "clerk:p%40ss@"}
        async with serving(says(HELLO)) as upstream, running(behind(upstream.port, **with_password), lookup=looked_up(())) as egress:
            answer = await get(egress, "http://site.example/a?b", "Proxy-Authorization: Basic bWluZTo=")
            return answer, upstream.heads[0].decode().split("\r\n"), await egress.resolve("site.example")

    answer, head, addresses = asyncio.run(scenario())
    assert answer.endswith(b"hello")
    assert head[:2] == ["GET http://site.example/a?b HTTP/1.1", "Host: site.example"]
    assert [line for line in head if line.startswith("Proxy-")] == ["Proxy-Authorization: Basic Y2xlcms6cEBzcw=="]
    assert addresses == ()


def test_tunnels_go_through_the_proxy():
    async def echo(head, reader, writer):
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        writer.write(await reader.readexactly(4))
        writer.close()

    async def scenario():
        async with serving(echo) as upstream, running(behind(upstream.port)) as egress:
            answer = await send(egress, b"CONNECT site.example:443 HTTP/1.1\r\n\r\nping")
            return answer, upstream.heads

    answer, heads = asyncio.run(scenario())
    assert answer == b"HTTP/1.1 200 Connection established\r\n\r\nping"
    assert heads == [b"CONNECT site.example:443 HTTP/1.1\r\nHost: site.example:443\r\n\r\n"]


def test_connect_to_makes_a_plain_request_tunnel():
    async def echo(head, reader, writer):
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n" if head.startswith(b"CONNECT") else HELLO)
        if head.startswith(b"GET"):
            writer.close()

    async def scenario():
        async with serving(echo) as upstream, running(behind(upstream.port, connect_to=("site.example:80:new.example:8080",))) as egress:
            await get(egress, "http://site.example/")
            return [head.split(b"\r\n")[0] for head in upstream.heads]

    assert asyncio.run(scenario()) == [b"CONNECT new.example:8080 HTTP/1.1", b"GET / HTTP/1.1"]


def test_literal_addresses_are_still_refused():
    async def scenario():
        async with serving(says(HELLO)) as upstream, running(behind(upstream.port)) as egress:
            faults = [fault_in(await get(egress, f"http://{host}/"), egress) for host in ("10.0.0.1", "2130706433", "localhost", "[::1]")]
            faults.append(fault_in(await send(egress, b"CONNECT 169.254.169.254:443 HTTP/1.1\r\n\r\n"), egress))
            return set(faults), upstream.heads

    assert asyncio.run(scenario()) == ({"forbidden-address"}, [])


def test_a_proxy_that_cannot_be_reached_or_wants_credentials_is_the_fault_of_the_proxy():
    demands = b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"

    async def scenario():
        async with running(behind(await unused_port())) as egress:
            faults = [fault_in(await get(egress, "http://site.example/"), egress)]
            faults.append(fault_in(await send(egress, b"CONNECT site.example:443 HTTP/1.1\r\n\r\n"), egress))
        async with serving(says(demands)) as upstream, running(behind(upstream.port)) as egress:
            faults.append(fault_in(await get(egress, "http://site.example/"), egress))
            faults.append(fault_in(await send(egress, b"CONNECT site.example:443 HTTP/1.1\r\n\r\n"), egress))
            return faults, egress.last_fault("site.example", 443)[0]

    assert asyncio.run(scenario()) == (["proxy"] * 4, "proxy")


def test_what_the_proxy_could_not_reach_counts_as_the_sites():
    async def scenario():
        async with serving(says(REFUSES)) as upstream, running(behind(upstream.port)) as egress:
            tunnel = fault_in(await send(egress, b"CONNECT site.example:443 HTTP/1.1\r\n\r\n"), egress)
            return tunnel, await get(egress, "http://site.example/")

    tunnel, plain = asyncio.run(scenario())
    assert tunnel == "timeout"
    assert plain.startswith(b"HTTP/1.1 504 ")
