"""The example year's money after the yes: it is paid in time, and what was not needed comes back."""

from voorveld import example_texts as texts
from voorveld.example_stage import YEAR, Stage


async def pay_the_award(stage: Stage) -> None:
    """The whole amount, within the six weeks of the law (Awb 4:87), by the officer; everybody sees the posting."""
    where, what = f"/{YEAR}/grootboek?idee={stage.idea}", f"/ideeen/{stage.idea}/boeking"
    async with stage.somebody("beleidsmedewerker") as officer:
        typed = {"soort": "betaling", "bedrag": texts.FOOTBALL.euros, "document": texts.PAYMENT}
        paid = await officer.send(await officer.visit(where), what, **typed)
        paid.must_say("De betaling staat in het grootboek.", texts.PAYMENT)
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/{YEAR}/volg-de-euro")).must_say("Niets is te laat.", "uitbetaald")
        (await anybody.visit(where)).must_say(texts.PAYMENT)
    stage.step("The officer pays the award", "within six weeks; the posting is public, without a name")


async def take_back_what_was_not_needed(stage: Stage) -> None:
    """The day cost less: what came back is free for others again."""
    where = f"/{YEAR}/grootboek?idee={stage.idea}"
    async with stage.somebody("beleidsmedewerker") as officer:
        typed = {"soort": "terugbetaling", "bedrag": texts.NOT_NEEDED, "document": texts.REPAYMENT}
        back = await officer.send(await officer.visit(where), f"/ideeen/{stage.idea}/boeking", **typed)
        back.must_say(texts.REPAYMENT)
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/ideeen/{stage.idea}")).must_say(f"Uitbetaald € {texts.COST}")
    stage.step("The officer books what was not needed", f"€ {texts.NOT_NEEDED} came back and is free again")
