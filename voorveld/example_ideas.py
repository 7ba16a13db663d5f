"""Ideas in the example year: told on a phone, by two people over a shared link, at the desk, and for the whole city."""

import re

from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected, Page, Person
from voorveld.example_stage import YEAR, Stage, newest_mail
from voorveld.example_texts import ExampleIdea

CITY = "hele-gemeente"
OPENED = "De buurt beslist"


async def tell_an_idea(stage: Stage, idea: ExampleIdea, place: str = "") -> str:
    """Without an account: the form, the code from the mail, the private link. Returns the idea's private address.

    In the area of the stage, or where `place` says (an area's id, or the whole city).
    """
    async with stage.somebody() as resident:
        form = await resident.visit(form_of(place or stage.area))
        page = await resident.send(form, "/idee", **typed(idea))
        link = await confirm(stage, resident, page, idea)
    async with stage.somebody() as phone:
        followed = await phone.visit(link)
        if "openen" in followed.address:
            raise NotAsExpected(f"{followed.address}: the secret is still in the address")
        followed.must_say(OPENED)
    stage.step(
        f"A resident tells an idea for € {idea.euros}", "confirmed with the mailed code; followed by the private link"
    )
    return link


async def tell_it_together(stage: Stage, idea: ExampleIdea) -> str:
    """Two people at one draft, by a shared link. Returns the idea's private address."""
    fields = typed(idea)
    half = {name: fields.pop(name) for name in ("wat", "bedrag")}
    async with stage.somebody() as karim, stage.somebody() as neighbour:
        mine = await karim.send(await karim.visit(form_of(stage.area)), "/idee", **half, actie="bewaar")
        hers = await neighbour.visit(mine.must_say("Bewaard. Je kunt later verder").link("/idee/verder/"))
        page = await neighbour.send(hers, "/idee", **fields)
        link = await confirm(stage, neighbour, page, idea)
    stage.step("Two people type one idea over a shared link", f"kept as a draft first; € {idea.euros} in the end")
    return link


async def enter_at_the_desk(stage: Stage, *ideas: ExampleIdea, place: str = "", worker: str = "") -> list[str]:
    """People without mail ask at the desk, of the team or the town hall, and sign on paper. Returns the ids."""
    ids = []
    async with stage.somebody("wijkteam" if worker else "beleidsmedewerker", worker) as desk:
        for idea in ideas:
            form = await desk.visit(f"{form_of(place or stage.area)}?balie=ja")
            fields = typed(idea) | {"email": "", "akkoord": "", "postadres": texts.DESK_ADDRESS}
            receipt = (await desk.send(form, "/idee", **fields)).must_say("Handtekening")
            (await desk.send(receipt, "/aanvraag", getekend="ja")).must_say("Het idee is nu bij de buurt.")
            ids.append(receipt.address.rsplit("/", 2)[1])
    stage.step("Ideas come in at the desk, from people without mail", f"{len(ids)} signed on paper")
    return ids


async def id_of(stage: Stage, link: str) -> str:
    """Which idea a private link opens."""
    async with stage.somebody() as applicant:
        return (await applicant.visit(link)).address.rsplit("/", 1)[-1]


async def confirm(stage: Stage, resident: Person, page: Page, idea: ExampleIdea) -> str:
    """The code of the mail, typed; with a table of costs where one is asked. Returns the private link in it."""
    await stage.settle()
    mail = await newest_mail(resident, idea.email)
    code = re.search(r"\b(\d{6})\b", mail.words)
    if code is None:
        raise NotAsExpected(f"no code in the mail: {mail.words[:300]}")
    costs: dict[str, str] = {}
    for row, (what, euros) in enumerate(idea.costs, start=1):
        costs |= {f"kosten_wat_{row}": what, f"kosten_bedrag_{row}": euros}
    (await resident.send(page, "/code", code=code[1], **costs)).must_say(OPENED)
    return mail.link("/mijn-idee/openen/")


def form_of(place: str) -> str:
    where = place if place == CITY else f"gebieden/{place}"
    return f"/{YEAR}/{where}/idee"


def typed(idea: ExampleIdea) -> dict[str, str]:
    """The seven things one types."""
    return {
        "wat": idea.what,
        "bedrag": idea.euros,
        "wanneer": idea.when,
        "waar": idea.where,
        "naam": idea.name,
        "email": idea.email,
        "akkoord": "ja",
    }
