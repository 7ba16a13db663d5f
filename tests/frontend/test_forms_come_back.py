"""A refused form can be gone back to and loaded again; one that was open too long comes back as it was typed."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import asyncpg
import httpx
import pytest

from frontend.security import CSRF_COOKIE
from tests.support.world import ADDRESS, World

pytestmark = pytest.mark.asyncio(loop_scope="module")
WHERE = "/2095/bronnen/nieuw"
TYPED = {"naam": "Bijdrage van Zorgzaam", "manier": "bedrag", "bedrag": "veel", "grond": "Afspraak van mei."}
LIKE_A_BROWSER = {"Sec-Fetch-Mode": "navigate", "Origin": ADDRESS, "Referer": f"{ADDRESS}/2095/bronnen"}
TOO_LONG = "Dit formulier stond te lang open."


@asynccontextmanager
async def officer(world: World) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=ADDRESS, transport=world.transports["frontend"]) as browser:
        await browser.get("/dev/inloggen/beleidsmedewerker")
        await browser.get("/2095/bronnen")
        yield browser


async def sent(browser: httpx.AsyncClient, **typed: str) -> httpx.Response:
    token = browser.cookies[CSRF_COOKIE]
    return await browser.post(WHERE, data={"csrf": token, **TYPED, **typed}, headers=LIKE_A_BROWSER)


async def test_a_refused_form_is_answered_at_an_address_that_can_be_loaded_again(world: World) -> None:
    async with officer(world) as browser:
        refused = await sent(browser)
        assert refused.status_code == 303
        for _ in range(2):
            page = await browser.get(refused.headers["location"])
            assert page.status_code == 422
            assert "Bijdrage van Zorgzaam" in page.text
            assert "Schrijf het bedrag in cijfers" in page.text
        mended = await sent(browser, bedrag="12.345")
    assert mended.headers["location"] == "/2095/bronnen"


async def test_a_refused_form_is_for_the_browser_that_sent_it_and_while_somebody_stays_signed_in(world: World) -> None:
    async with officer(world) as browser, officer(world) as somebody_else:
        where = (await sent(browser)).headers["location"]
        seen = await somebody_else.get(where)
        assert seen.status_code == 303
        assert seen.headers["location"] == WHERE
        await browser.post("/uitloggen", data={"csrf": browser.cookies[CSRF_COOKIE]})
        assert (await browser.get(where)).status_code == 303


async def test_what_is_kept_cannot_be_read_and_is_gone_after_a_quarter_of_an_hour(world: World) -> None:
    connection = await asyncpg.connect(world.databases["profiles"].app)
    async with officer(world) as browser:
        where = (await sent(browser)).headers["location"]
        answer_id = parse_qs(urlsplit(where).query)["antwoord"][0]
        kept = await connection.fetchval("SELECT sealed FROM kept_answers WHERE id = $1::uuid", answer_id)
        assert "Zorgzaam" not in kept
        world.clock.set(world.clock.now() + timedelta(minutes=16))
        assert (await browser.get(where)).status_code == 303
        await world.apps["profiles"].state.worker.run_due()
    assert await connection.fetchval("SELECT count(*) FROM kept_answers WHERE id = $1::uuid", answer_id) == 0
    await connection.close()


async def test_a_form_without_its_cookie_does_nothing_and_comes_back_filled_in_with_a_new_one(world: World) -> None:
    async with officer(world) as browser:
        old = browser.cookies[CSRF_COOKIE]
        browser.cookies.delete(CSRF_COOKIE)
        data = {"csrf": old, **TYPED, "naam": "Steun van Buurtwerk", "bedrag": "4.321"}
        refused = await browser.post(WHERE, data=data, headers=LIKE_A_BROWSER)
        page = await browser.get(refused.headers["location"])
        assert page.status_code == 403
        assert TOO_LONG in page.text
        assert 'value="Steun van Buurtwerk"' in page.text
        assert "\nAfspraak van mei.</textarea>" in page.text
        assert browser.cookies[CSRF_COOKIE] != old
        assert f'value="{browser.cookies[CSRF_COOKIE]}"' in page.text
        assert "Buurtwerk" not in (await browser.get("/2095/bronnen")).text
        assert (await sent(browser, bedrag="4.321")).headers["location"] == "/2095/bronnen"


async def test_without_a_cookie_and_without_being_signed_in_it_waits_too(world: World) -> None:
    async with httpx.AsyncClient(base_url=ADDRESS, transport=world.transports["frontend"]) as browser:
        answer = await browser.post(WHERE, data={"csrf": "oud", **TYPED}, headers={"Origin": ADDRESS})
    assert answer.status_code == 403
    assert "Dit formulier stond te lang open" in answer.text
    assert answer.text.count("Bijdrage van Zorgzaam") == 2


@pytest.mark.parametrize("origin", ["https://elders.example", "null", ""])
async def test_a_form_of_another_site_is_not_filled_in(world: World, origin: str) -> None:
    async with officer(world) as browser:
        headers = {"Origin": origin} if origin else {}
        answer = await browser.post(WHERE, data={"csrf": "geraden", **TYPED}, headers=headers)
    assert answer.status_code == 403
    assert "Zorgzaam" not in answer.text
