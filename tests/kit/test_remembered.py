"""A client asks a public answer it has by its tag, and reads it again only when it changed."""

from dataclasses import dataclass, field

import httpx
import pytest

from services.kit.contract import Reply
from services.kit.errors import UpstreamUnavailable
from services.kit.http import ServiceClient
from services.kit.logging import language
from services.kit.remembered import Remembered

PUBLIC = "public, max-age=60"


class Story(Reply):
    told: str


class Storyteller(ServiceClient):
    service = "stories"

    async def story(self, year: int = 2020) -> Story:
        return await self._ask(Story, "GET", "/v1/stories", query={"year": year})

    async def tell(self) -> Story:
        return await self._ask(Story, "POST", "/v1/stories")


@dataclass
class Teller:
    """The service: its answer, how it may be kept, and how often it was told whole."""

    told: str = "once"
    cache_control: str = PUBLIC
    status: int = 200
    whole: int = 0
    tags: list[str | None] = field(default_factory=list)

    def answer(self, request: httpx.Request) -> httpx.Response:
        tag = f'"{self.told}-{request.url.query.decode()}-{request.headers["accept-language"]}"'
        self.tags.append(request.headers.get("if-none-match"))
        headers = {"ETag": tag, "Cache-Control": self.cache_control}
        if self.tags[-1] == tag:
            return httpx.Response(304, headers=headers)
        self.whole += 1
        return httpx.Response(self.status, headers=headers, json={"told": self.told})

    def client(self) -> Storyteller:
        return Storyteller("http://stories", transport=httpx.MockTransport(self.answer))


async def test_what_did_not_change_is_the_very_same_answer_and_a_change_is_seen_at_once() -> None:
    teller = Teller()
    client = teller.client()
    first = await client.story()
    assert await client.story() is first
    teller.told = "twice"
    assert (await client.story()).told == "twice"
    assert (await client.story()).told == "twice"
    assert (teller.whole, len(teller.tags)) == (2, 4)


async def test_another_question_or_language_is_another_answer() -> None:
    teller = Teller()
    client = teller.client()
    await client.story(2020)
    await client.story(2021)
    token = language.set("en")
    await client.story(2020)
    language.reset(token)
    assert (teller.whole, teller.tags) == (3, [None, None, None])


@pytest.mark.parametrize("cache_control", ["no-store", "private, max-age=60", ""])
async def test_what_is_not_for_everybody_is_never_remembered(cache_control: str) -> None:
    teller = Teller(cache_control=cache_control)
    client = teller.client()
    await client.story()
    await client.story()
    assert (teller.whole, teller.tags) == (2, [None, None])


async def test_a_post_is_never_remembered_and_a_fault_is_no_answer() -> None:
    teller = Teller()
    client = teller.client()
    await client.tell()
    await client.tell()
    assert teller.tags == [None, None]
    await client.story()
    teller.told, teller.status = "broken", 500
    with pytest.raises(UpstreamUnavailable):
        await client.story()


async def test_unchanged_without_a_question_is_no_answer() -> None:
    client = Storyteller("http://stories", transport=httpx.MockTransport(lambda _request: httpx.Response(304)))
    with pytest.raises(UpstreamUnavailable):
        await client.story()


def test_the_oldest_make_room_and_what_is_too_large_is_not_kept() -> None:
    remembered = Remembered(most_bytes=10)
    for key, size in (("a", 4), ("b", 4), ("a", 5), ("c", 5), ("d", 11)):
        remembered.keep(key, {"etag": '"1"', "cache-control": PUBLIC}, size, key)
    assert [remembered.get(key) is not None for key in "abcd"] == [True, False, True, False]
