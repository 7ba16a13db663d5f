"""The first part of the example year: a source, a plan, four eyes, and the announcement."""

from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected, Page, PageForm, Person
from voorveld.example_stage import YEAR, Stage, at


async def divide_the_money(stage: Stage) -> None:
    where = f"/{YEAR}/verdeling"
    async with stage.somebody("beleidsmedewerker") as officer, stage.somebody("budgethouder") as approver:
        await find_the_money(stage, officer)
        drafted = await make_the_plan(stage, officer)
        proposed = await officer.send(drafted, "/voorstel", toelichting="Zoals de brief aan de raad.")
        own = await officer.visit(where)
        if any("/vaststelling" in form.action for form in own.forms):
            raise NotAsExpected("the proposer was offered to approve")
        stage.step("The officer proposes it, and cannot approve it", f"{proposed.address}")
        await at(stage, "2019-11-15T11:00")
        confirmed = await approver.send(await approver.visit(f"/{YEAR}/bronnen"), "/bevestiging")
        confirmed.must_say("Bevestigd: dit geld is er.")
        seen = await approver.visit(where)
        stale = seen.form("/vaststelling")
        stale.fields |= {"geen_belang": "ja", "document": texts.DECISION}
        approved = await approver.send(seen, "/vaststelling", document=texts.DECISION, geen_belang="ja")
        approved.must_say("Vastgesteld")
        await refused_twice(stage, approver, stale)
        stage.step("The approver confirms the source and approves", "the same screen again is stale; ceilings stand")
        published = await officer.send(await officer.visit(where), "/bekendmaking", waar=texts.ANNOUNCED)
        published.must_say("Bekendgemaakt")
    async with stage.somebody() as anybody:
        (await anybody.visit(where)).must_say("956.000", texts.ANNOUNCED)
        stage.step("The officer announces it before the year begins", "anybody sees what each area gets, and how")


async def find_the_money(stage: Stage, officer: Person) -> None:
    where = f"/{YEAR}/bronnen"
    page = await officer.send(
        await officer.visit(where),
        "/bronnen/nieuw",
        naam="Preventiedeel van het jeugdbudget (voorbeeld)",
        manier="deel",
        jeugdbudget="47.800.000",
        deel="3%",
        grond="Afspraak in de regio: 3 procent van het jeugdbudget gaat naar preventie (voorbeeld).",
        document="Regionale afspraak jeugdhulp (voorbeeld)",
    )
    page.must_say("1.434.000", "gepland")
    stage.step("The policy officer adds a source", "€ 47.800.000 × 3% = € 1.434.000")


async def make_the_plan(stage: Stage, officer: Person) -> Page:
    where = f"/{YEAR}/verdeling/plan"
    typed = {"naam": "Zoals in 2015", "r3-hoeveel": "180.000", **texts.SUBSTANTIATION}
    tried = await officer.send(await officer.visit(where), where, doe="reken", **typed)
    tried.must_say("956.000", "298.000", "Het is nog niet bewaard.")
    drafted = await officer.send(tried, where, doe="bewaar")
    drafted.must_say("1.434.000", "956.000")
    stage.step(
        "The officer tries a plan, and keeps it", "€ 956.000 for the areas, by a base and the number of children"
    )
    return drafted


async def refused_twice(stage: Stage, approver: Person, stale: PageForm) -> None:
    """Sending an old screen again must not decide anything."""
    page = Page(await approver.post(stale.action, stale.fields))
    if page.status not in (403, 404, 409):
        raise NotAsExpected(f"an old screen was taken: {page.address} answered {page.status}")
