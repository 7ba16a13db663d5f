"""Votes in the example year: rounds over plans from the desk, codes on paper, ballots, the count, made final.

One by equal shares; in another area one where most votes go first, with money per theme and a part for the last.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected, Page, Person
from voorveld.example_ideas import enter_at_the_desk
from voorveld.example_stage import YEAR, Stage, eventually
from voorveld.example_texts import ExampleIdea


@dataclass(frozen=True)
class Vote:
    """`terms`: what is agreed of a plan, by a part of its title; `ballots`: the plans each voter chose, `on_paper` the
    last ones of them; `shows`: words of the outcome."""

    plans: tuple[ExampleIdea, ...]
    settings: Mapping[str, str]
    ballots: tuple[tuple[int, ...], ...]
    on_paper: int
    shows: str
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


TOP_IDEA = Vote(
    texts.PLANS, texts.ROUND, ((1,), (1, 2), (1, 2), (2, 3), (2,), (3,), (1, 3)), on_paper=1, shows="€ 5.500"
)
WITH_THEMES = Vote(
    texts.PLANS_WITH_THEMES,
    texts.ROUND_WITH_THEMES,
    ((1,), (1, 2), (1,)),
    on_paper=3,
    shows="€ 400 van € 600",
    terms={
        "klimmuur": {"thema": "Sport", "minder": "250"},
        "Dansles": {"thema": "Sport"},
    },
)


async def set_a_vote(stage: Stage, planned: Vote, area: str) -> str:
    """Plans that came in at the desk, a round over them, published beforehand. Returns the round's address."""
    ids = await enter_at_the_desk(stage, *planned.plans, place=area)
    where = f"/{YEAR}/stemmen/nieuw"
    async with stage.somebody("beleidsmedewerker") as officer:
        form = await officer.visit(where)
        lines = form.form(where).options["regel"]
        line = next(value for words, value in lines.items() if words.startswith(stage.names[area]))
        page = await officer.send(form, where, **planned.settings, regel=line)
        page = await officer.send(page, "/plannen", **{f"idee-{each}": "ja" for each in ids})
        page = await agree_on_terms(officer, page, planned)
        page = await officer.send(page, "/bekendmaking", waar=texts.ANNOUNCED_SCHEME)
        page.must_say("Bekendgemaakt.")
    stage.step(
        f"A vote is set and published: {planned.settings['titel']}",
        f"{len(ids)} plans, € {planned.settings['bedrag']} to give",
    )
    return page.address.removesuffix("/opzet")


async def agree_on_terms(officer: Person, page: Page, planned: Vote) -> Page:
    """Which theme a plan has, and with how much less it can be done."""
    for title, terms in planned.terms.items():
        number = number_of(page, title)
        typed = {f"{name}-{number}": value for name, value in terms.items()}
        page = await officer.send(page, f"/plannen/{number}/afspraak", **typed)
    return page


def number_of(page: Page, title: str) -> int:
    """On the ballot; it is not the order in which plans came in."""
    found = re.search(rf"(\d+)\. [^.]{{0,20}}{title}", page.words)
    if found is None:
        raise NotAsExpected(f"{page.address}: no plan with {title}")
    return int(found[1])


async def vote(stage: Stage, where: str, planned: Vote) -> None:
    """Codes on a sheet of paper; ballots on phones, and some on paper."""
    async with stage.somebody("beleidsmedewerker") as officer:
        count = len(planned.ballots)
        sheet = await officer.send(await officer.visit(f"{where}/opzet"), "/codes", aantal=str(count))
        codes = list(dict.fromkeys(re.findall(r"\b[2-9A-Y]{5}-[2-9A-Y]{5}\b", sheet.words)))
        if len(codes) != count:
            raise NotAsExpected(f"{where}: {len(codes)} codes on the sheet")
        sent = list(zip(codes, planned.ballots, strict=True))
        for code, plans in sent[: -planned.on_paper]:
            await cast(stage, where, code, plans)
        for code, plans in sent[-planned.on_paper :]:
            paper = {"code": code, "nummers": " ".join(map(str, plans))}
            (await officer.send(await officer.visit(f"{where}/papier"), "/papier", **paper)).must_say(
                "De stem zit erin."
            )
    stage.step("Residents vote with a code", f"{count} ballots, {planned.on_paper} of them on paper; each counts once")


async def cast(stage: Stage, where: str, code: str, plans: tuple[int, ...]) -> None:
    async with stage.somebody() as voter:
        ticked = {f"plan-{number}": "ja" for number in plans}
        checked = await voter.send(await voter.visit(where), "/stem", code=code, **ticked)
        (await voter.send(checked, "/stem/verzonden")).must_say("Je stem is binnen")


async def make_it_final(stage: Stage, where: str, planned: Vote) -> None:
    """It closed and was counted by itself; somebody who did not set it makes it final."""
    await stage.settle()
    async with stage.somebody("budgethouder") as approver:

        async def look() -> Page:
            page = await approver.visit(f"{where}/vaststelling")
            return page if any("/vaststelling" in form.action for form in page.forms) else page.must_say("De uitslag")

        page = await approver.send(await eventually(look), "/vaststelling", geen_belang="ja")
        page.must_say("De uitslag is vastgesteld.", planned.shows)
    await stage.settle()
    stage.step(
        f"The vote is counted and made final: {planned.settings['titel']}",
        "both ways of counting on the page; anybody can count again",
    )
