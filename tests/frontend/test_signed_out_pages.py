"""Somebody who did not sign in: each page is shown, leads to signing in, or says no in words for people."""

import re
from uuid import uuid4

import pytest
from fastapi.routing import iter_route_contexts

from tests.support.office import somebody
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
WORDS_FOR_SOFTWARE = ("Authorization", "API-sleutel", "token of sleutel")
FIXED = {"year": "2020", "number": "1", "quarter": "2020-Q1", "period": "2020-Q1", "language": "nl"}


def addresses(world: World) -> list[str]:
    """Every page there is, about things nobody has."""
    paths = {
        route.path
        for route in iter_route_contexts(world.apps["frontend"].routes)
        if route.path and "GET" in (route.methods or ()) and not route.path.startswith(("/health", "/dev", "/static"))
    }
    return sorted(re.sub(r"{(\w+)(?::\w+)?}", lambda found: FIXED.get(found[1], str(uuid4())), path) for path in paths)


async def test_no_page_says_to_people_what_is_for_software(world: World) -> None:
    found = addresses(world)
    assert len(found) > 100
    async with somebody(world) as anybody:
        for address in found:
            page = await anybody.fetch(address)
            if page.status >= 400:
                assert not any(words in page.text for words in WORDS_FOR_SOFTWARE), (address, page.status)


@pytest.mark.parametrize("page", ["verslag/1", "verslag/1/pdf", "leren", "gesprek/1", "verwijzingen", "leveren"])
async def test_a_page_of_a_partner_leads_to_signing_in_and_back(world: World, page: str) -> None:
    where = f"/2020/partners/{uuid4()}/{page}"
    async with somebody(world) as anybody:
        answer = await anybody.fetch(where)
    assert answer.address.endswith(f"/inloggen?terug={where.replace('/', '%2F')}")
