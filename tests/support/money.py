"""Money on the pages: an award, a booking, and the amounts that stand behind a name."""

import re

from tests.support.office import a_followed_idea, a_member, a_published_split, somebody
from tests.support.world import World
from voorveld.browser import Page

AREA, NEXT_TO = "oosterparkwijk", "oud-noord"
PAID = {"soort": "betaling", "bedrag": "300", "document": "Betaling 17"}


async def two_circles(world: World) -> dict[str, str]:
    """A worker and a resident in each of two areas that have money in 2020; their ids by name."""
    await a_published_split(world, 2020)
    people = {"Willem": ("area_worker", AREA), "Rosa": ("area_resident", AREA)}
    people |= {"Wim": ("area_worker", NEXT_TO), "Ria": ("area_resident", NEXT_TO)}
    return {name: await a_member(world, 2020, name, role, area) for name, (role, area) in people.items()}


async def an_award(
    world: World, circle: dict[str, str], name: str, euros: str, area: str = AREA, people: str = "Willem Rosa"
) -> str:
    """An idea to which both sides said yes; returns its id."""
    return (await a_followed_award(world, circle, name, euros, area, people))[0]


async def a_followed_award(
    world: World, circle: dict[str, str], name: str, euros: str, area: str = AREA, people: str = "Willem Rosa"
) -> tuple[str, str]:
    """The same; returns its id and the private link of its applicant."""
    idea, link = await a_followed_idea(world, area, name, euros)
    for kind, member in zip(("wijkteam", "bewoner"), people.split(), strict=True):
        async with somebody(world, kind, circle[member]) as decider:
            seen = await decider.visit(f"/2020/gebieden/{area}/beslissen")
            await decider.send(seen, f"/ideeen/{idea}/ja", geen_belang="ja")
    return idea, link


async def booked(world: World, idea: str, **typed: str) -> Page:
    """The statement of an idea after the officer booked something on it (or could not)."""
    async with somebody(world, "beleidsmedewerker") as officer:
        statement = await officer.visit(f"/2020/grootboek?idee={idea}")
        return await officer.send(statement, f"/ideeen/{idea}/boeking", **typed)


async def seen_by_anybody(world: World, path: str) -> Page:
    async with somebody(world) as anybody:
        return await anybody.visit(path)


def cents(text: str) -> int:
    return round(float(text.replace("−", "-").replace(".", "").replace(",", ".")) * 100)


def numbers_after(page: Page, name: str, count: int) -> list[int]:
    """The amounts of the row or sum with this name, in cents."""
    amount = r"[−+]?[\d.]+(?:,\d\d)?"
    words = re.sub(r"(gekregen, zo berekend|[a-z ]+, de boekingen)", "", page.words)
    found = re.search(re.escape(name) + r"((?:\s+" + amount + r"){" + str(count) + "})", words)
    assert found, f"{name}: {words[:3000]}"
    return [cents(text) for text in found[1].split()]
