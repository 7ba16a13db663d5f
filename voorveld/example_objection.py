"""A no in the example year: proposed by one, agreed by another; an objection, and a decision by somebody else."""

from voorveld import example_texts as texts
from voorveld.example_circle import say_yes_twice
from voorveld.example_ideas import id_of
from voorveld.example_stage import YEAR, Stage


async def say_no(stage: Stage, link: str, worker: str, resident: str) -> None:
    """Two people for a no too; the letter says why, and how to object."""
    where = f"/ideeen/{await id_of(stage, link)}/beslissing"
    async with stage.somebody("wijkteam", worker) as member:
        typed = {"reden": "not-the-purpose", "toelichting": texts.NO_BECAUSE, "geen_belang": "ja"}
        (await member.send(await member.visit(where), "/nee", **typed)).must_say("Voorgesteld: nee")
    async with stage.somebody("bewoner", resident) as other:
        page = await other.send(await other.visit(where), "/nee-instemming", geen_belang="ja")
        page.must_say("Over dit idee is beslist.")
    stage.step("A no, with a reason, by two people", "a letter of one page says so, and how to object")


async def object_to_it(stage: Stage, link: str) -> None:
    """With the button of the letter's page, within six weeks (Awb 6:7)."""
    async with stage.somebody() as applicant:
        own = await applicant.visit(link)
        form = await applicant.visit(own.must_say(texts.NO_BECAUSE).link("/bezwaar"))
        filed = await applicant.send(form, "/bezwaar", waarom=texts.OBJECTION)
        filed.must_say("Je bezwaar is binnen.")
    stage.step("Who got the no objects with a button", "received, with the day by which an answer comes")


async def decide_the_objection(stage: Stage, link: str, worker: str, resident: str) -> None:
    """By somebody who did not decide before; upheld, so that the circle decides again."""
    async with stage.somebody("beleidsmedewerker") as officer:
        listed = await officer.visit(f"/{YEAR}/bezwaren")
        one = await officer.visit(listed.link("/bezwaren/"))
        typed = {"uitkomst": "upheld", "redenen": texts.UPHELD_BECAUSE, "niet_meebeslist": "ja"}
        (await officer.send(one, "/besluit", **typed)).must_say("Gegrond")
    idea = await id_of(stage, link)
    await say_yes_twice(stage, f"/{YEAR}/gebieden/{stage.area}/beslissen", idea, worker, resident)
    stage.step("The objection is upheld by somebody else", "the circle decides again, and says yes")
