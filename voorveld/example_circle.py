"""Who decides in the example year, and how: a scheme, two yesses, a question, consent, a no, a waiting list."""

from voorveld import example_texts as texts
from voorveld.browser import Page
from voorveld.example_ideas import CITY, id_of
from voorveld.example_stage import YEAR, Stage, eventually, person_ids

CONSENT_DAYS = "7"
WHOLE_CITY = "/"
"""What the form of a team calls the circle of the whole city."""


async def agree_on_a_scheme(stage: Stage) -> None:
    """What anybody can ask, and who decides how: one area by consent, one by a vote, elsewhere two yesses."""
    where = f"/{YEAR}/regeling"
    ways = {
        f"manier-{stage.consent_area}": "consent",
        f"manier-{stage.vote_area}": "vote",
        f"manier-{stage.theme_area}": "vote",
        "dagen": CONSENT_DAYS,
    }
    async with stage.somebody("beleidsmedewerker") as officer:
        form = await officer.visit(f"{where}/wijzigen")
        await officer.send(form, f"{where}/wijzigen", steekproef="ja", **ways, **texts.SCHEME)
    async with stage.somebody("budgethouder") as approver:
        page = await approver.send(await approver.visit(where), "/bekendmaking", waar=texts.ANNOUNCED_SCHEME)
        page.must_say("Bekendgemaakt", texts.FUND)
    stage.step("A scheme for the year, published by a second person", "one area decides by consent, one by a vote")


async def make_a_team(stage: Stage) -> tuple[str, str]:
    """Circles for the area, for another one and for the whole city; returns who is in that of the area."""
    where = f"/{YEAR}/teams"
    async with stage.somebody("beleidsmedewerker") as officer:
        page = await officer.visit(where)
        stage.names = {place: name for name, place in page.form(where).options["gebied"].items()}
        for place, people in (
            (stage.area, texts.CIRCLE),
            (stage.consent_area, texts.CONSENT_CIRCLE),
            (WHOLE_CITY, texts.CITY_CIRCLE),
        ):
            for name, role in zip(people, ("area_worker", "area_resident"), strict=True):
                email = f"{name.split()[0].lower()}@voorbeeld.nl"
                page = await officer.send(page, where, naam=name, email=email, rol=role, gebied=place)
                page.must_say(name)
        ids = person_ids(page)
        stage.people = ids
        await officer.send(
            page,
            "/teams/contactpersoon",
            persoon=f"{stage.area}/{ids['Willem (voorbeeld)']}",
            publieke_naam="Willem van het wijkteam (voorbeeld)",
            bereikbaar="maandag tot en met donderdag in het buurtcentrum, van 9 tot 16 uur",
        )
        area = await officer.visit(f"/{YEAR}/gebieden/{stage.area}")
        area.must_say("Willem van het wijkteam")
        stage.step(
            "The officer makes deciding circles",
            "workers and residents, of areas and of the whole city; a contact person the public can find",
        )
    return ids["Willem (voorbeeld)"], ids["Rosa (voorbeeld)"]


async def decide(stage: Stage, link: str, worker_id: str, resident_id: str) -> None:
    """Two yesses, of a worker and a resident; the second awards."""
    initiative_id = stage.idea = await id_of(stage, link)
    where = f"/{YEAR}/gebieden/{stage.area}"
    await say_yes_twice(stage, f"{where}/beslissen", initiative_id, worker_id, resident_id)
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/ideeen/{initiative_id}")).must_say("De buurt zei ja")
        (await anybody.visit(where)).must_say("Toegezegd", "€ 800")
    stage.step("A worker and a resident each say yes; the second yes awards", "€ 800 taken from the area's ceiling")


async def decide_for_the_whole_city(stage: Stage, link: str) -> None:
    """An idea that rises above one area has a circle and money of its own.

    One proposes less than was asked, with why not all; the other says yes to that.
    """
    worker, resident = (stage.people[name] for name in texts.CITY_CIRCLE)
    idea, where = await id_of(stage, link), f"/{YEAR}/{CITY}/beslissen"
    said = {"deel": texts.PART, "omdat": texts.PART_BECAUSE, "geen_belang": "ja"}
    async with stage.somebody("wijkteam", worker) as proposer:
        page = await proposer.visit(where)
        form = next(form for form in page.forms if "nieuw" in form.fields and idea in form.action)
        Page(await proposer.post(form.action, {**form.fields, **said})).must_say(texts.PART_BECAUSE)
    async with stage.somebody("bewoner", resident) as decider:
        page = await decider.send(await decider.visit(where), f"{idea}/ja", geen_belang="ja")
        page.must_say("Dit was de tweede ja.")
    await stage.settle()
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/ideeen/{idea}")).must_say(f"Gekregen € {texts.PART}", texts.PART_BECAUSE)
    stage.step("The circle of the whole city gives a part", "less than was asked, and why; from the city-wide part")


async def say_yes_twice(stage: Stage, where: str, idea: str, worker: str, resident: str) -> None:
    """By a worker and by a resident, who both state to have no interest."""
    for kind, person_id in (("wijkteam", worker), ("bewoner", resident)):
        async with stage.somebody(kind, person_id) as decider:
            page = await decider.send(await decider.visit(where), f"/ideeen/{idea}/ja", geen_belang="ja")
    page.must_say("Dit was de tweede ja.")
    await stage.settle()


async def ask_something(stage: Stage, link: str, resident: str) -> None:
    """In one thread that everybody can read; the term goes on."""
    idea = await id_of(stage, link)
    async with stage.somebody("bewoner", resident) as member:
        page = await member.visit(f"/{YEAR}/gebieden/{stage.area}/beslissen")
        await member.send(page, f"{idea}/vraag", vraag=texts.CIRCLE_ASKS)
    async with stage.somebody() as applicant:
        page = await applicant.send(await applicant.visit(link), "/antwoord", antwoord=texts.APPLICANT_ANSWERS)
        page.must_say(texts.APPLICANT_ANSWERS)
    stage.step("A resident of the circle asks, and gets an answer", "both stand on the page of the idea")


async def let_it_wait(stage: Stage, link: str, worker: str) -> None:
    """More than there is: a place in the line, other funds, and when there is money again."""
    idea = await id_of(stage, link)
    async with stage.somebody("wijkteam", worker) as member:
        page = await member.visit(f"/{YEAR}/gebieden/{stage.area}/beslissen")
        await member.send(page, f"{idea}/wachtlijst")
    async with stage.somebody() as applicant:
        (await applicant.visit(link)).must_say(texts.FUND)
    stage.step("An idea that asks more than there is waits", "with its place, another fund and the next date")


async def propose_by_consent(stage: Stage, link: str) -> str:
    """A proposal, an objection with a reason, a better proposal. Returns the idea's id."""
    worker, resident = (stage.people[name] for name in texts.CONSENT_CIRCLE)
    idea, where = await id_of(stage, link), f"/{YEAR}/gebieden/{stage.consent_area}/beslissen"
    no_stake = {"geen_belang": "ja"}
    async with stage.somebody("wijkteam", worker) as proposer:
        page = await proposer.send(await proposer.visit(where), f"{idea}/voorstel", **no_stake)
        page.must_say("Het voorstel ligt open.")
    async with stage.somebody("bewoner", resident) as objector:
        seen = await objector.visit(where)
        page = await objector.send(seen, "/voorstel/bezwaar", **no_stake, bezwaar=texts.CIRCLE_OBJECTS)
        page.must_say("Het voorstel is gestopt.")
        page = await objector.send(page, f"{idea}/voorstel", **no_stake, tekst=texts.BETTER_PROPOSAL)
        page.must_say("Het voorstel ligt open.")
    async with stage.somebody("wijkteam", worker) as proposer:
        page = await proposer.send(await proposer.visit(where), "/voorstel/ja", **no_stake)
        page.must_say("Je doet mee aan dit voorstel.")
    stage.step("A proposal by consent", "an objection with a reason stops it; the better one lies open for 7 days")
    return idea


async def nobody_objected(stage: Stage, idea: str) -> None:
    """The days are over; the yes comes by itself."""
    await stage.settle()
    async with stage.somebody() as anybody:

        async def look() -> Page:
            return (await anybody.visit(f"/ideeen/{idea}")).must_say(
                "De buurt zei ja", f"€ {texts.BETTER_EUROS}", texts.CIRCLE_OBJECTS
            )

        await eventually(look)
    stage.step("Nobody objected in time: that is a yes", f"€ {texts.BETTER_EUROS}, with the whole course on the page")
