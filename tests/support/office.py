"""People of the office at the pages of a whole Voorveld: signed in, with what they need already there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from frontend.templating import CSRF_FIELD
from tests.support.world import World
from voorveld.browser import Page, Person
from voorveld.example_stage import Stage, person_ids
from voorveld.example_texts import ExampleIdea
from voorveld.example_year import tell_an_idea

PLAN = {
    "jeugdbudget": "47.800.000",
    "deel": "3/100",
    "deel_gebieden": "2/3",
    "ondersteuning": "180.000",
    "basis": "40.000",
}


@asynccontextmanager
async def somebody(world: World, kind: str = "", person_id: str = "") -> AsyncIterator[Person]:
    """A person at a browser of their own, signed in as a kind of person or as one known person; else the public."""
    person = world.person()
    if kind:
        await person.visit(f"/dev/inloggen/{kind}" + (f"?persoon={person_id}" if person_id else ""))
    try:
        yield person
    finally:
        await person.leave()


async def token_of(person: Person) -> dict[str, str]:
    """What proves that a form came from our page, for a form this person was not offered."""
    fields = (await person.visit("/dev")).form("/dev/klok").fields
    return {CSRF_FIELD: fields[CSRF_FIELD]}


async def a_proposed_split(world: World, year: int) -> Page:
    """The page of a plan that was made and proposed, as its officer sees it."""
    where = f"/{year}/verdeling"
    async with somebody(world, "beleidsmedewerker") as officer:
        drafted = await officer.send(await officer.visit(where), where, **PLAN)
        return await officer.send(drafted, "/voorstel", toelichting="Zoals besproken.")


async def an_approved_split(world: World, year: int) -> None:
    await a_proposed_split(world, year)
    async with somebody(world, "budgethouder") as approver:
        page = await approver.send(await approver.visit(f"/{year}/verdeling"), "/vaststelling", document="Besluit 1")
    page.must_say("Vastgesteld")


async def a_member(world: World, year: int, name: str, role: str, area: str) -> str:
    """Somebody new in the circle of an area; returns their id."""
    where = f"/{year}/teams"
    async with somebody(world, "beleidsmedewerker") as officer:
        email = f"{name.lower()}@voorbeeld.nl"
        page = await officer.visit(where)
        page = await officer.send(page, where, naam=name, email=email, rol=role, gebied=area)
    return person_ids(page)[name]


async def an_idea(world: World, area: str, name: str, euros: str) -> str:
    """A confirmed idea of an area in 2020, told over the pages; returns its id."""
    monitoring = world.monitoring()
    stage = Stage(world.person, monitoring, lambda _line: None, world.settle, area=area)
    email = f"{name.lower()}@voorbeeld.nl"
    link = await tell_an_idea(
        stage, ExampleIdea(f"{name} wil een middag met muziek", euros, "In mei", "Het plein", name, email)
    )
    await monitoring.close()
    async with somebody(world) as applicant:
        return (await applicant.visit(link)).address.rsplit("/", 1)[-1]
