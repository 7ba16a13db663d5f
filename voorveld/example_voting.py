"""A vote in the example year: a round over plans from the desk, codes on paper, ballots, the count, made final."""

import re

from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected, Page
from voorveld.example_ideas import enter_at_the_desk
from voorveld.example_stage import YEAR, Stage, eventually

BALLOTS = ((1,), (1, 2), (1, 2), (2, 3), (2,), (3,), (1, 3))
"""The plans each voter chose; the last one on paper."""


async def set_a_vote(stage: Stage) -> str:
    """Plans that came in at the desk, a round over them, published beforehand. Returns the round's address."""
    ids = await enter_at_the_desk(stage, *texts.PLANS, place=stage.vote_area)
    where = f"/{YEAR}/stemmen/nieuw"
    async with stage.somebody("beleidsmedewerker") as officer:
        form = await officer.visit(where)
        lines = form.form(where).options["regel"]
        line = next(value for words, value in lines.items() if words.startswith(stage.names[stage.vote_area]))
        page = await officer.send(form, where, **texts.ROUND, regel=line)
        page = await officer.send(page, "/plannen", **{f"idee-{each}": "ja" for each in ids})
        page = await officer.send(page, "/bekendmaking", waar=texts.ANNOUNCED_SCHEME)
        page.must_say("Bekendgemaakt.")
    stage.step("A vote in another area is set and published", f"{len(ids)} plans, € {texts.ROUND['bedrag']} to give")
    return page.address.removesuffix("/opzet")


async def vote(stage: Stage, where: str) -> None:
    """Codes on a sheet of paper; ballots on phones, and one on paper."""
    async with stage.somebody("beleidsmedewerker") as officer:
        sheet = await officer.send(await officer.visit(f"{where}/opzet"), "/codes", aantal=str(len(BALLOTS)))
        codes = list(dict.fromkeys(re.findall(r"\b[2-9A-Y]{5}-[2-9A-Y]{5}\b", sheet.words)))
        if len(codes) != len(BALLOTS):
            raise NotAsExpected(f"{where}: {len(codes)} codes on the sheet")
        for code, plans in list(zip(codes, BALLOTS, strict=True))[:-1]:
            await cast(stage, where, code, plans)
        paper = {"code": codes[-1], "nummers": " ".join(map(str, BALLOTS[-1]))}
        (await officer.send(await officer.visit(f"{where}/papier"), "/papier", **paper)).must_say("De stem zit erin.")
    stage.step("Residents vote with a code", f"{len(BALLOTS)} ballots, one of them on paper; each counts once")


async def cast(stage: Stage, where: str, code: str, plans: tuple[int, ...]) -> None:
    async with stage.somebody() as voter:
        ticked = {f"plan-{number}": "ja" for number in plans}
        checked = await voter.send(await voter.visit(where), "/stem", code=code, **ticked)
        (await voter.send(checked, "/stem/verzonden")).must_say("Je stem is binnen")


async def make_it_final(stage: Stage, where: str) -> None:
    """It closed and was counted by itself; somebody who did not set it makes it final."""
    await stage.settle()
    async with stage.somebody("budgethouder") as approver:

        async def look() -> Page:
            page = await approver.visit(f"{where}/vaststelling")
            return page if any("/vaststelling" in form.action for form in page.forms) else page.must_say("De uitslag")

        page = await approver.send(await eventually(look), "/vaststelling", geen_belang="ja")
        page.must_say("De uitslag is vastgesteld.")
    await stage.settle()
    stage.step("The vote is counted and made final", "both ways of counting on the page; anybody can count again")
