"""People of the office at the pages of a whole Voorveld: signed in, with what they need already there."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from frontend.templating import CSRF_FIELD
from tests.support.world import World
from voorveld.browser import Page, Person
from voorveld.example_ideas import tell_an_idea
from voorveld.example_stage import Stage, person_ids
from voorveld.example_texts import ExampleIdea

SOURCE = {"naam": "Preventiedeel jeugdbudget", "manier": "deel", "jeugdbudget": "47.800.000", "deel": "3/100"}
PLAN = {"naam": "Zoals besproken", "r1-hoeveel": "2/3", "r3-hoeveel": "180.000", "basis": "40.000", "d1-gewicht": "1"}


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


async def a_source(world: World, year: int, **typed: str) -> Page:
    """The page with the sources of a year, with one more."""
    where = f"/{year}/bronnen"
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where), "/bronnen/nieuw", **{**SOURCE, **typed})
    return page.must_say("De bron staat in het overzicht.")


async def a_draft(world: World, year: int, **typed: str) -> Page:
    """The page of a plan that was made over a source of its own, as its officer sees it."""
    where = f"/{year}/verdeling/plan"
    await a_source(world, year)
    async with somebody(world, "beleidsmedewerker") as officer:
        return await officer.send(await officer.visit(where), where, doe="bewaar", **{**PLAN, **typed})


async def a_proposed_split(world: World, year: int, **typed: str) -> Page:
    """The page of a plan that was made and proposed, as its officer sees it."""
    drafted = await a_draft(world, year, **typed)
    async with somebody(world, "beleidsmedewerker") as officer:
        return await officer.send(await officer.visit(drafted.address), "/voorstel", toelichting="Zoals besproken.")


async def an_approved_split(world: World, year: int, **typed: str) -> Page:
    """Approved over a source that was confirmed; not public yet."""
    await a_proposed_split(world, year, **typed)
    async with somebody(world, "budgethouder") as approver:
        await approver.send(await approver.visit(f"/{year}/bronnen"), "/bevestiging", document="Brief 1")
        seen = await approver.visit(f"/{year}/verdeling")
        page = await approver.send(seen, "/vaststelling", document="Besluit 1", geen_belang="ja")
    return page.must_say("Vastgesteld")


async def a_published_split(world: World, year: int, **typed: str) -> Page:
    """Open for ideas, and for anybody to see."""
    approved = await an_approved_split(world, year, **typed)
    async with somebody(world, "beleidsmedewerker") as officer:
        seen = await officer.visit(approved.address)
        page = await officer.send(seen, "/bekendmaking", waar="Gemeenteblad 1")
    return page.must_say("Bekendgemaakt")


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
    return (await a_followed_idea(world, area, name, euros))[0]


async def a_followed_idea(world: World, area: str, name: str, euros: str) -> tuple[str, str]:
    """The same; returns its id and its private link."""
    monitoring = world.monitoring()
    stage = Stage(world.person, monitoring, lambda _line: None, world.settle, area=area)
    email = f"{name.lower()}@voorbeeld.nl"
    link = await tell_an_idea(
        stage, ExampleIdea(f"{name} wil een middag met muziek", euros, "In mei", "Het plein", name, email)
    )
    await monitoring.close()
    async with somebody(world) as applicant:
        return (await applicant.visit(link)).address.rsplit("/", 1)[-1], link
