"""Partners at their pages: the agreement, written by one person and put in force by another."""

import re
from datetime import UTC, datetime

from tests.support.office import somebody
from tests.support.world import World
from voorveld.browser import Page, Person

LIST = "/2020/partners"
AGREED = {
    "kernwaarden": "Samen, dichtbij.",
    "kpi1_naam": "Kinderen in de inloop",
    "kpi1_code": "open_house",
    "kpi1_definitie": "Verschillende kinderen",
    "kpi1_eenheid": "children",
    "kpi1_per_gebied": "ja",
}


def path_of(page: Page) -> str:
    """The path of a page, without the host of these tests."""
    return re.sub(r".*voorveld\.test", "", page.address)


async def agree(world: World, officer: Person, partner: Page, **typed: str) -> Page:
    """The agreement of a partner, in force before its year; the page of the partner as the officer sees it then."""
    now = world.clock.now()
    world.clock.set(min(now, datetime(2019, 12, 10, 9, tzinfo=UTC)))
    await agree_now(world, officer, partner, **typed)
    world.clock.set(now)
    return await officer.visit(path_of(partner))


async def agree_now(world: World, officer: Person, partner: Page, **typed: str) -> None:
    """The agreement, or its next version, in force from today."""
    here = path_of(partner)
    form = await officer.visit(f"{here}/dossier/concept")
    saved = await officer.send(form, "/dossier/concept", **{**AGREED, **typed})
    saved.must_say("Het concept is bewaard.")
    async with somebody(world, "budgethouder") as approver:
        done = await approver.send(await approver.visit(f"{here}/dossier"), "/vaststelling")
        done.must_say("geldt vanaf nu")
