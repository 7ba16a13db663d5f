"""A resident whose code no longer works asks for another on the page where it is filled in."""

import re

import pytest
import pytest_asyncio

from tests.support.office import a_published_split, somebody
from tests.support.world import World
from voorveld.browser import Page, Person

pytestmark = pytest.mark.asyncio(loop_scope="module")
YEAR = 2062
IDEA = {
    "wat": "Een middag met muziek voor de hele straat",
    "bedrag": "300",
    "wanneer": "In mei",
    "waar": "Het plein",
    "naam": "Noor",
    "akkoord": "ja",
}


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def divided(world: World) -> None:
    """Money for the year, whichever of these tests comes first."""
    await a_published_split(world, YEAR)


async def code_page(person: Person, email: str) -> Page:
    where = f"/{YEAR}/gebieden/noordoost/idee"
    return await person.send(await person.visit(where), "/idee", **IDEA, email=email)


async def newest_code(world: World, person: Person) -> str:
    await world.settle()
    box = await person.visit("/dev/mail")
    mail = await person.visit(box.link("/dev/mail/"))
    code = re.search(r"\b\d{6}\b", mail.words)
    assert code
    return code[0]


async def test_after_five_tries_a_new_code_confirms_the_idea_and_the_old_one_does_not(world: World) -> None:
    async with somebody(world) as resident:
        page = await code_page(resident, "noor@voorbeeld.nl")
        old = await newest_code(world, resident)
        wrong = f"{(int(old) + 1) % 1_000_000:06d}"
        for _ in range(5):
            page = await resident.send(page, "/code", code=wrong)
            page.must_say("of vraag een nieuwe code")
        page = await resident.send(page, "/code", code=old)
        page.must_say("Deze code werkt niet meer. Vraag een nieuwe code.", "Werkt de code niet?")
        asked = await resident.send(page, "/code/nieuw")
        asked.must_say("We hebben je een nieuwe code gemaild.")
        again = await resident.send(page, "/code/nieuw")
        again.must_say("We hebben je een nieuwe code gemaild.")
        new = await newest_code(world, resident)
        assert new != old
        (await resident.send(asked, "/code", code=old)).must_say("Deze code klopt niet")
        own = await resident.send(asked, "/code", code=new)
        own.must_say("De buurt beslist")
        late = await resident.send(asked, "/code/nieuw")
        late.must_say("De buurt beslist")


async def test_too_many_codes_in_a_day_is_said_on_the_page(world: World) -> None:
    async with somebody(world) as resident:
        page = await code_page(resident, "otis@voorbeeld.nl")
        for _ in range(4):
            page = await resident.send(page, "/code/nieuw")
            assert page.status == 200
        page = await resident.send(page, "/code/nieuw")
    assert page.status == 429
    page.must_say("gingen in een dag al 5 codes", "Vul de code in")
