"""The example year's money after the yes: it is paid in time, and what was not needed comes back."""

import re

from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected, Page
from voorveld.example_stage import YEAR, Stage, at, newest_mail

TO_PAY = f"/{YEAR}/te-betalen"


async def pay_the_award(stage: Stage, link: str) -> None:
    """The whole amount, within the six weeks of the law (Awb 4:87): account, batch in two pairs of hands, bank."""
    await tell_the_account(stage, link)
    where = await make_a_batch(stage)
    await at(stage, "2020-02-26T09:00")
    await read_the_statement(stage, where)
    async with stage.somebody() as resident:
        (await resident.visit(link)).must_say("is uitbetaald op 25 februari 2020")
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/{YEAR}/volg-de-euro")).must_say("Niets is te laat.", "uitbetaald")
        ledger = await anybody.visit(f"/{YEAR}/grootboek?idee={stage.idea}")
        ledger.must_say("betaling VV-2020-")
    stage.step("The bank's statement is read", "paid within six weeks; the posting is public, without name or account")


async def tell_the_account(stage: Stage, link: str) -> None:
    """After the yes, on the page of the idea, with a code by mail."""
    async with stage.somebody() as resident:
        own = await resident.visit(link)
        form = await resident.visit(own.must_say("Vul je rekening in").link("/rekening"))
        code_page = await resident.send(form, "/rekening", iban=texts.ACCOUNT, naam=texts.FOOTBALL.name, wie="eigen")
        await stage.settle()
        mail = await newest_mail(resident, texts.FOOTBALL.email, says="je code voor je rekening")
        code = re.search(r"\b(\d{6})\b", mail.words)
        if code is None:
            raise NotAsExpected(f"no code in the mail: {mail.words[:300]}")
        (await resident.send(code_page, "/rekening/code", code=code[1])).must_say("Je rekening is bevestigd.")
    stage.step("The resident tells an account", "asked after the yes; confirmed by mail; shown as NL•• •••• 00")


async def make_a_batch(stage: Stage) -> str:
    """Prepared by the officer, released by the approver, handed to the bank. Returns its address."""
    async with stage.somebody("beleidsmedewerker") as officer:
        listed = await officer.visit(TO_PAY)
        batch = await officer.send(listed.must_say(texts.FOOTBALL.euros), TO_PAY)
        where = "/betaalbatches/" + batch.must_say("wacht op een tweede persoon").address.rsplit("/", 1)[-1]
    async with stage.somebody("budgethouder") as approver:
        seen = await approver.visit(where)
        (await approver.send(seen, "/vrijgave")).must_say("De betaalbatch is vrijgegeven.")
    async with stage.somebody("beleidsmedewerker") as officer:
        page = await officer.visit(where)
        await officer.visit(page.link("/bestand"))
        (await officer.send(page, "/overdracht")).must_say("Genoteerd: het bestand is bij de bank.")
    stage.step("The officer prepares a batch, the approver releases it", "its file (pain.001) goes to the bank")
    return where


async def read_the_statement(stage: Stage, where: str) -> Page:
    """As the bank sends it the day after; the number is that of the payment."""
    async with stage.somebody("beleidsmedewerker") as officer:
        number = re.search(r"VV-\d{4}-\d{4}-\d{4}", (await officer.visit(where)).words)
        if number is None:
            raise NotAsExpected(f"{where}: no number of a payment")
        statement = texts.STATEMENT.format(number=number[0], amount=f"{texts.FOOTBALL.euros}.00").encode()
        upload = {"bericht": ("afschrift.xml", statement, "text/xml")}
        read = await officer.send_files(await officer.visit(TO_PAY), "/bericht", upload)
        return read.must_say(number[0], "betaald, staat in het grootboek")


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
