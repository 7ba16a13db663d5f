"""Showing it, in the example year: results in a form of one's own, the closing conference, what was learned."""

from voorveld import example_texts as texts
from voorveld.browser import Page, Person
from voorveld.example_stage import YEAR, Stage, a_picture, eventually

CHANGES = "We vragen volgend jaar eerst de school. Kleine ideeën krijgen binnen een week een ja. (voorbeeld)"
LESSON = "Vraag vroeg in het jaar al wie er mee wil doen. Buren komen sneller als kinderen hen vragen. (voorbeeld)"


async def share_the_result(stage: Stage, link: str) -> None:
    async with stage.somebody() as resident:
        own = await resident.visit(link)
        form = await resident.visit(own.link("/resultaat"))
        done = await resident.send_files(
            form,
            "/resultaat",
            {"foto1": ("veldje.png", a_picture(), "image/png")},
            verhaal=texts.RESULT,
            geleerd=texts.LEARNED,
            kinderen=str(texts.CHILDREN_REACHED),
            cijfer="5",
            foto1_beschrijving=texts.PHOTO_WORDS,
        )
        done.must_say("Je liet zien wat het opleverde")
    await stage.settle()
    stage.step("The resident shares the result", f"text, photo, {texts.CHILDREN_REACHED} children")


async def share_one_sentence(stage: Stage, link: str) -> None:
    """One sentence is enough; a link to a film stays a link."""
    async with stage.somebody() as resident:
        form = await resident.visit((await resident.visit(link)).link("/resultaat"))
        done = await resident.send(form, "/resultaat", verhaal=texts.ONE_SENTENCE, film=texts.FILM)
        done.must_say("Je liet zien wat het opleverde")
    await stage.settle()
    stage.step("Somebody else shares one sentence", "and a link to a film; nothing more is asked")


async def plan_the_conference(stage: Stage) -> None:
    """The officer sets when and where; the programme is there already."""
    base = f"/{YEAR}/slotconferentie"
    async with stage.somebody("beleidsmedewerker") as officer:
        form = await officer.visit(f"{base}/plannen")
        typed = {"start": f"{YEAR + 1}-01-15T15:00", "plek": "Het stadhuis (voorbeeld)", "welkom": texts.WELCOME}
        page = await officer.send(form, "/plannen", **typed)
        page.must_say("De conferentie staat gepland.", "15:00")
    async with stage.somebody() as anybody:
        (await anybody.visit(f"{base}/uitnodiging")).must_say("Je bent welkom")
        (await anybody.visit(base)).must_say(texts.RESULT[:20], texts.ONE_SENTENCE)
        (await anybody.visit(f"{base}/scherm/1")).must_say("1 / 2")
    stage.step("The officer plans the closing conference", "invitation, programme, booklet and a big screen")


async def hold_the_conference(stage: Stage) -> None:
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/{YEAR}/slotconferentie")).must_say("Negen straten", str(texts.CHILDREN_REACHED))

        async def look() -> Page:
            area = await anybody.visit(f"/{YEAR}/gebieden/{stage.area}")
            return area.must_say("Bereikt met initiatieven", str(texts.CHILDREN_REACHED))

        await eventually(look)
    stage.step(
        "The closing conference", f"the result stands there, and {texts.CHILDREN_REACHED} among the area's figures"
    )


async def keep_what_was_learned(stage: Stage, worker: str, resident: str) -> None:
    """The conference is held; the circle writes what was learned and looks back on the contract."""
    base, contract = f"/{YEAR}/slotconferentie", f"/{YEAR}/gebieden/{stage.area}/contract"
    async with stage.somebody("beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(f"{base}/plannen"), "/stand")
        page.must_say("De conferentie is gehouden.")
    async with stage.somebody("wijkteam", worker) as member:
        field = f"geleerd-{stage.area}"
        await member.send(await member.visit(base), f"/geleerd/{stage.area}", **{field: LESSON})
        (await member.visit(f"/{YEAR + 1}/gebieden/{stage.area}")).must_say(f"Wat we leerden in {YEAR}:")
        await say_what_changes(member, stage)
    async with stage.somebody("bewoner", resident) as neighbour:
        typed = {"hoe-1": "ja", "zin-1": "Het veldje lag er elke zaterdag netjes bij."}
        page = await neighbour.send(await neighbour.visit(contract), "/terugblik/1", **typed)
        page.must_say("Gelukt.")
    stage.step("What was learned is kept", "for the area's page of next year; a promise looked back on")


async def say_what_changes(member: Person, stage: Stage) -> None:
    """On the page that asks whether it helped: too early to say, what worked, and what changes, for the next plan."""
    page = await member.visit(f"/{YEAR}/gebieden/{stage.area}/hielp-het")
    page.must_say("Nog te vroeg om iets te zeggen", "kinderen en jongeren deden mee", texts.KPIS[0][1])
    typed = {"werkte": LESSON, "anders": CHANGES}
    (await member.send(page, "/hielp-het", **typed)).must_say(f"Het staat ook bij het plan van {YEAR + 1}.")
    (await member.visit(f"/{YEAR + 1}/verdeling")).must_say(CHANGES)
    (await member.visit(f"/{YEAR}/hielp-het")).must_say("nog te vroeg")
    await follow_the_goals(stage)
    stage.step(
        "The team says what changes next year", "it stands with next year's split; care after it: too early to say"
    )


async def follow_the_goals(stage: Stage) -> None:
    """The officer lets a partner's figure count and proposes a target; one small count hides the sum."""
    where = f"/{YEAR}/doelen"
    async with stage.somebody("beleidsmedewerker") as officer:
        page = await officer.visit(where)
        page.must_say("Komen de doelen dichterbij?", str(texts.CHILDREN_REACHED), "onbekend")
        page = await officer.send(page, "/children_light_help/bronnen")
        near = page.must_say("Deze bron telt nu mee.").form("/near_score/bronnen")
        point = next(value for name, value in near.options["bron"].items() if name.startswith("Laagdrempelig"))
        page = (await officer.send(page, "/near_score/bronnen", bron=point)).must_say("van de 5")
        page = await officer.send(page, "/children_joined/streefgetal", streefgetal=str(texts.CHILDREN_REACHED))
        page.must_say("Een collega keurt het goed.")
    async with stage.somebody("budgethouder") as approver:
        page = await approver.send(await approver.visit(where), "/goed")
        page.must_say(f"Streefgetal voor {YEAR}: {texts.CHILDREN_REACHED}. Gehaald.")
    async with stage.somebody() as anybody:
        (await anybody.visit(where)).must_say(texts.KPIS[0][1], "te klein om te tonen")
    stage.step("The officer lets a partner's figure count for a goal", "a small count in one area hides the sum")
