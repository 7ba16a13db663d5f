"""A round of ballots at the pages of a whole Voorveld, played by hand: ideas, the round, its codes, its ballots."""

import csv
import io
from datetime import datetime
from typing import Any
from uuid import uuid4

from services.budget.contract.initiatives import ConfirmIdea, SubmitIdea
from services.kit.clock import AMSTERDAM
from tests.support.office import somebody
from tests.support.world import World
from voorveld.browser import Page
from voorveld.example_stage import newest_mail

OPENS, CLOSES = "2020-03-02T09:00", "2020-03-16T20:00"
BEFORE, DURING, AFTER = "2019-11-04T09:00", "2020-03-09T12:00", "2020-03-16T20:01"
PLANS = {"Een klimrek bij de school": 600, "Judo op woensdag": 300, "Muziek in het park": 300}
BALLOTS = [(1,), (1,), (1, 2), (2,), (3,)]


def at(world: World, moment: str) -> None:
    world.clock.set(datetime.fromisoformat(moment).replace(tzinfo=AMSTERDAM))


async def an_open_idea(world: World, area: str, words: str, euros: int) -> None:
    """Told and confirmed, by somebody of its own."""
    email = f"{uuid4().hex}@voorbeeld.nl"
    idea = SubmitIdea(
        area_id=area,
        year=2020,
        what=words,
        amount_cents=100 * euros,
        when="In mei",
        where="Het plein",
        name="Sanne",
        contact_email=email,
        may_mail=True,
    )
    budget = world.budget()
    told = await budget.submit_idea(idea, key=str(uuid4()))
    await world.settle()
    async with somebody(world) as reader:
        mail = await newest_mail(reader, email)
    code = next(word for word in mail.words.split() if len(word) == 6 and word.isdigit())
    await budget.confirm_idea(told.id, ConfirmIdea(code=code))
    await budget.close()


def a_round_typed(line: str, **changed: str) -> dict[str, str]:
    """What an officer types to set a round."""
    return {
        "titel": "Topidee van de buurt",
        "regel": line,
        "bedrag": "1.000",
        "open": OPENS,
        "dicht": CLOSES,
        "leeftijd": "12",
        "manier": "equal_shares",
        "bekend": "grouped",
        "advies": "3",
        "stap": "1",
        "minst": "1",
        "mail": "ja",
        "oversla": "ja",
    } | changed


async def a_set_round(world: World, area: str, **changed: str) -> Page:
    """The page of a round as its officer manages it, with every open idea of the area on its ballot."""
    where = "/2020/stemmen/nieuw"
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.visit(where)
        budget = world.budget()
        line = next(str(each.line_id) for each in (await budget.money(2020)).lines if each.area_id == area)
        await budget.close()
        page = await officer.send(page, where, **a_round_typed(line, **changed))
        page.must_say("De stemming staat klaar.")
        ideas = await names_of(world, area)
        return await officer.send(page, "/plannen", **dict.fromkeys(ideas, "ja"))


async def names_of(world: World, area: str) -> list[str]:
    """The names of the tick boxes of the open ideas of an area that stand on no ballot yet, by title."""
    budget = world.budget()
    ideas, rounds = await budget.initiatives(2020, area), await budget.rounds(2020, area)
    await budget.close()
    taken = {plan.initiative_id for each in rounds for plan in each.projects}
    free = [idea for idea in ideas if idea.id not in taken]
    return [f"idee-{idea.id}" for idea in sorted(free, key=lambda idea: idea.title)]


async def a_published_round(world: World, area: str, **changed: str) -> str:
    """The address of a round that everybody can see."""
    page = await a_set_round(world, area, **changed)
    async with somebody(world, "beleidsmedewerker") as officer:
        seen = await officer.visit(page.address)
        page = await officer.send(seen, "/bekendmaking", waar="Gemeenteblad 12")
    page.must_say("Bekendgemaakt.")
    return page.address.removesuffix("/opzet")


async def printed_codes(world: World, address: str, count: int) -> list[str]:
    """Codes as they stand in the file for who prints letters."""
    async with somebody(world, "beleidsmedewerker") as officer:
        form = (await officer.visit(f"{address}/opzet")).form("/codes")
        sheet = await officer.post(form.action, {**form.fields, "aantal": str(count), "hoe": "bestand"})
    return [row["code"] for row in csv.DictReader(io.StringIO(sheet.text.removeprefix("\ufeff")), delimiter=";")]


async def check(world: World, address: str, code: str, *plans: int) -> Page:
    """The page that shows what somebody is about to cast."""
    async with somebody(world) as voter:
        return await voter.send(await voter.visit(address), "/stem", **ticked(code, *plans))


async def cast(world: World, address: str, code: str, *plans: int) -> Page:
    """The page after somebody pressed the last button."""
    async with somebody(world) as voter:
        page = await voter.send(await voter.visit(address), "/stem", **ticked(code, *plans))
        return await voter.send(page.must_say("Klopt je stem?"), "/stem/verzonden")


def ticked(code: str, *plans: int) -> dict[str, Any]:
    return {"code": code} | {f"plan-{number}": "ja" for number in plans}


async def counted(world: World) -> None:
    """The clock passes the closing time, and the worker counts."""
    at(world, AFTER)
    await world.settle()


async def an_open_round(world: World, area: str, **changed: str) -> str:
    """The address of a round in which one can vote, with a ballot of its own three plans."""
    for words, euros in PLANS.items():
        await an_open_idea(world, area, words, euros)
    address = await a_published_round(world, area, **changed)
    at(world, DURING)
    return address


async def a_counted_round(world: World, area: str, **changed: str) -> str:
    """The address of a round that was voted in by five people, and counted."""
    address = await an_open_round(world, area, **changed)
    for code, plans in zip(await printed_codes(world, address, len(BALLOTS)), BALLOTS, strict=True):
        (await cast(world, address, code, *plans)).must_say("Je stem is binnen")
    await counted(world)
    return address
