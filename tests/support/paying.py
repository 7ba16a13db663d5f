"""What is paid, on the pages: an award whose applicant tells an account, with the code from the mail."""

import re

from tests.support.money import AREA
from tests.support.office import somebody
from tests.support.world import World
from voorveld.browser import Page, Person
from voorveld.example_ideas import tell_an_idea
from voorveld.example_stage import Stage, newest_mail
from voorveld.example_texts import ExampleIdea

IBAN, OTHER_IBAN = "NL91 ABNA 0417 1643 00", "NL20INGB0001234567"
ACCOUNT = {"iban": IBAN, "naam": "Noor de Vries", "wie": "eigen"}


async def an_awarded_idea(world: World, circle: dict[str, str], name: str, euros: str = "800") -> tuple[str, str]:
    """Told over the pages and awarded by the circle of the area; its id and its private link."""
    monitoring = world.monitoring()
    stage = Stage(world.person, monitoring, lambda _line: None, world.settle, area=AREA)
    idea = ExampleIdea(f"{name} wil een middag met muziek", euros, "In mei", "Het plein", name, email_of(name))
    link = await tell_an_idea(stage, idea)
    await monitoring.close()
    async with somebody(world) as applicant:
        idea_id = (await applicant.visit(link)).address.rsplit("/", 1)[-1]
    for kind, member in (("wijkteam", "Willem"), ("bewoner", "Rosa")):
        async with somebody(world, kind, circle[member]) as decider:
            seen = await decider.visit(f"/2020/gebieden/{AREA}/beslissen")
            await decider.send(seen, f"/ideeen/{idea_id}/ja", geen_belang="ja")
    return idea_id, link


def email_of(name: str) -> str:
    return f"{name.lower()}@voorbeeld.nl"


async def code_for_account(world: World, person: Person, name: str) -> str:
    """The code of the newest mail to who told the idea."""
    await world.settle()
    mail = await newest_mail(person, email_of(name), says="is je code voor je rekening")
    found = re.search(r"\b\d{6}\b", mail.words)
    assert found
    return found[0]


async def tells_account(world: World, applicant: Person, idea_id: str, name: str, **typed: str) -> Page:
    """The page of the idea after an account was told and its code filled in."""
    page = await applicant.visit(f"/mijn-idee/{idea_id}/rekening")
    page = await applicant.send(page, "/rekening", **{**ACCOUNT, **typed})
    return await applicant.send(page, "/rekening/code", code=await code_for_account(world, applicant, name))
