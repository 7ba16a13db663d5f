"""A refusal crosses from service to service whole; whatever is no answer of ours is one and the same refusal."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kit.contract import Reply
from services.kit.errors import (
    Conflict,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    StaleVersion,
    TooLarge,
    UpstreamUnavailable,
    check_version,
    refusal_from_problem,
)
from services.kit.http import ServiceClient
from tests.kit.small_app import SmallApp
from tests.support.apps import a_person

Answer = Callable[[httpx.Request], httpx.Response | Awaitable[httpx.Response]]


class Greeting(Reply):
    hello: str


class SmallClient(ServiceClient):
    service = "small"

    async def public(self) -> Greeting:
        return await self._ask(Greeting, "GET", "/v1/public")

    async def ask(self, path: str, headers: dict[str, str] | None = None) -> Greeting:
        return await self._ask(Greeting, "GET", path, headers=headers)

    async def remove(self) -> None:
        return await self._ask(type(None), "DELETE", "/v1/public")


class OnlyHere(Conflict):
    """A refusal with facts of its own."""

    slug = "test-only-here"


def answering(answer: Answer, timeout: float = 10.0) -> SmallClient:
    return SmallClient("http://small", transport=httpx.MockTransport(answer), timeout=timeout)  # type: ignore[arg-type]


def saying(status: int, content: bytes, kind: str = "application/json") -> SmallClient:
    return answering(lambda _: httpx.Response(status, content=content, headers={"Content-Type": kind}))


async def refused(client: SmallClient) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        await client.public()
    await client.close()
    return refusal.value


async def test_a_refusal_arrives_as_the_same_class_with_its_sentence(bare: SmallApp) -> None:
    client = SmallClient("http://small", transport=bare.transport)
    with pytest.raises(NotFound) as not_found:
        await client.ask("/v1/nowhere", {"Accept-Language": "en"})
    assert not_found.value.sentence == "What you are looking for is not here. Check the address."
    with pytest.raises(NotFound) as in_dutch:
        await client.ask("/v1/nowhere")
    assert in_dutch.value.sentence == "Wat je zoekt, is hier niet. Kijk of het adres klopt."
    await client.close()


async def test_facts_field_errors_and_the_thing_as_it_is_now_arrive_too() -> None:
    problem = {
        "slug": "stale-version",
        "detail": "Iemand was je voor.",
        "facts": {"seen_version": 1, "current": "x", "errors": 3, "self": 1},
        "errors": [{"field": "title", "slug": "missing", "detail": "Vul het in."}],
        "current": {"version": 2},
    }
    refusal = await refused(saying(409, json.dumps(problem).encode()))
    assert type(refusal) is StaleVersion
    assert (refusal.sentence, str(refusal)) == ("Iemand was je voor.", "Iemand was je voor.")
    assert refusal.facts["seen_version"] == 1
    assert refusal.errors[0]["field"] == "title"
    assert refusal.current == {"version": 2}


@pytest.mark.parametrize(
    ("status", "slug", "kind"),
    [
        (409, "test-only-here", OnlyHere),
        (409, "a-slug-of-tomorrow", Conflict),
        (403, None, Forbidden),
        (404, "a-slug-of-tomorrow", NotFound),
        (413, "too-large", TooLarge),
        (500, "refusal", UpstreamUnavailable),
        (418, "a-slug-of-tomorrow", UpstreamUnavailable),
    ],
)
async def test_a_slug_we_do_not_know_is_a_refusal_of_its_kind(status: int, slug: str | None, kind: type) -> None:
    refusal = await refused(saying(status, json.dumps({"slug": slug, "detail": "Zo is het."}).encode()))
    assert type(refusal) is kind
    assert refusal.sentence == "Zo is het."


@pytest.mark.parametrize(
    ("status", "content"),
    [
        (502, b"<html><h1>Bad gateway</h1></html>"),
        (503, b""),
        (500, b"\xff\xfe"),
        (502, b'"bad gateway"'),
        (502, b"[]"),
        (404, b"null"),
        (404, b"<html>another server altogether</html>"),
        (301, b""),
        (200, b"<html>a page of the proxy</html>"),
        (200, b'{"hallo": "world"}'),
        (200, b""),
    ],
)
async def test_what_is_no_answer_of_ours_is_a_service_that_does_not_answer(status: int, content: bytes) -> None:
    refusal = await refused(saying(status, content, "text/html"))
    assert type(refusal) is UpstreamUnavailable
    assert refusal.facts == {"service": "small"}


@asynccontextmanager
async def a_server(start: bytes, is_slow: bool = False) -> AsyncIterator[str]:
    """A server that says this and leaves, or stays silent until the client leaves."""
    ended = asyncio.Event()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(start)
        await (reader.read() if is_slow else reader.readuntil(b"\r\n\r\n"))
        writer.close()
        await writer.wait_closed()
        ended.set()

    server = await asyncio.start_server(answer, "127.0.0.1")
    async with server:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        await asyncio.wait_for(ended.wait(), 5)


async def test_no_answer_in_time_is_a_service_that_does_not_answer() -> None:
    async with a_server(b"", is_slow=True) as address:
        assert type(await refused(SmallClient(address, timeout=0.1))) is UpstreamUnavailable


async def test_nobody_there_is_a_service_that_does_not_answer() -> None:
    assert type(await refused(SmallClient("http://127.0.0.1:1", timeout=1))) is UpstreamUnavailable


async def test_a_connection_that_breaks_off_is_a_service_that_does_not_answer() -> None:
    async with a_server(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"hello') as address:
        assert type(await refused(SmallClient(address))) is UpstreamUnavailable


@pytest.mark.parametrize("name", ["a\0b", "a\nb", "a\x7fb"], ids=repr)
async def test_an_address_that_cannot_be_is_not_found(name: str) -> None:
    client = saying(200, b'{"hello": "x"}')
    with pytest.raises(NotFound):
        await client.ask(f"/v1/areas/{name}")
    await client.close()


async def test_each_caller_speaks_with_their_own_token(bare: SmallApp) -> None:
    client = SmallClient("http://small", transport=bare.transport)
    one, other = a_person(person_id="one"), a_person(person_id="other")
    asked = await asyncio.gather(*(client.on_behalf_of(who).ask("/v1/private") for who in (one, other)))
    assert [greeting.hello for greeting in asked] == ["person:one", "person:other"]
    assert (await client.ask("/v1/private")).hello == "public"
    await client.close()


async def test_a_request_without_reply_needs_none() -> None:
    client = answering(lambda _: httpx.Response(204))
    assert await client.remove() is None  # type: ignore[func-returns-value]
    await client.close()


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(
    st.integers(300, 599),
    st.dictionaries(st.sampled_from(["slug", "facts", "errors", "current", "detail"]), anything),
)
def test_any_problem_is_some_refusal(status: int, problem: dict[str, Any]) -> None:
    refusal = refusal_from_problem(status, problem)
    assert isinstance(refusal, Refusal)
    assert all(error["field"] is not None for error in refusal.errors) or refusal.errors
    assert str(refusal)


def test_a_version_somebody_did_not_see_is_stale() -> None:
    check_version(2, 2)
    with pytest.raises(StaleVersion) as stale:
        check_version(2, 1, {"version": 2})
    assert (stale.value.facts, stale.value.current) == ({"seen_version": 1, "current_version": 2}, {"version": 2})


def test_two_refusals_do_not_share_a_slug() -> None:
    with pytest.raises(TypeError, match="share the slug"):

        class Another(Invalid):
            slug = "test-only-here"
