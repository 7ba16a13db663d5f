"""The example year's expected saving: proposed by one, approved by another; seen, and closed when the year was over."""

from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected
from voorveld.example_stage import YEAR, Stage

FOLLOWING = str(YEAR + 1)


async def expect_a_saving(stage: Stage) -> str:
    """A tenth of its lower bound becomes a planned source, beside the year's split. Returns the address of the case."""
    where = f"/{YEAR}/besparingen"
    async with stage.somebody("beleidsmedewerker") as officer, stage.somebody("budgethouder") as approver:
        case = await officer.send(await officer.visit(where), where, **texts.SAVING)
        if any("/vaststelling" in form.action for form in case.forms):
            raise NotAsExpected("who proposed the saving was offered to approve it")
        seen = await approver.visit(case.address)
        approved = await approver.send(seen, "/vaststelling", besluit=texts.SAVING_DECISION, geen_belang="ja")
        approved.must_say("Er staat een bron klaar", "Is nu een bron 20.000")
        (await officer.visit(f"/{YEAR}/bronnen")).must_say(texts.SAVING["naam"])
    async with stage.somebody() as anybody:
        (await anybody.visit(where)).must_say(texts.SAVING["naam"], "20.000")
    stage.step("An expected saving: one proposes, another approves", "a tenth of what is sure is a source: € 20.000")
    return case.address


async def see_the_saving(stage: Stage, case: str) -> None:
    """The year is over: what was seen adds money for the next year, and the case is closed."""
    told = {**texts.SEEN_SAVING, "tot": f"{YEAR}-12-31", "geldjaar": FOLLOWING}
    async with stage.somebody("beleidsmedewerker") as officer, stage.somebody("budgethouder") as approver:
        await officer.send(await officer.visit(case), "/gezien", **told)
        closed = await approver.send(await approver.visit(case), "/vaststelling", geen_belang="ja")
        closed.must_say("Afgesloten: het hele jaar is gezien", "Is nu een bron 29.000")
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/{FOLLOWING}/bronnen")).must_say(f"{texts.SAVING['naam']} (gezien)", "9.000")
    stage.step("What was really saved is seen, and the case closed", f"€ 9.000 more, for {FOLLOWING}")
