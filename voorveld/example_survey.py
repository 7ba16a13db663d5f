"""Asking what goes well, in the example year: a survey on anchor points, a session, a summary to the council."""

import re

from voorveld.browser import NotAsExpected, Page, Person
from voorveld.example_stage import YEAR, Stage, eventually

LIST = f"/{YEAR}/vragenlijsten"
TITLE = "De sociale basis voor kinderen en jongeren (voorbeeld)"
PARTNERS = ("jeugdteam", "school", "huisarts", "opbouwwerk", "sportclub", "bibliotheek")
SCORES = ("42335 44233", "53446 42324", "31324 53223", "44435 43234", "52344 54334", "43325 42323")
"""Per partner a score for each of the ten points; 6 stands for a point that was left open."""
WELL = ("We weten elkaar beter te vinden.", "Buren organiseren samen meer.", "De lijnen zijn kort.")
BETTER = (
    "De route naar hulp is voor ouders niet te volgen.",
    "Het aanbod is versnipperd.",
    "Ouders horen drie keer een ander loket.",
)


async def ask_what_goes_well(stage: Stage) -> str:
    """The address of the survey: opened, answered by partners with their links and by residents with the open one."""
    async with stage.somebody("beleidsmedewerker") as officer:
        page = await officer.visit(LIST)
        page = await officer.send(page, LIST, titel=TITLE, sluit=f"{YEAR}-06-12")
        addresses = "\n".join(f"{name}@voorbeeld.nl" for name in PARTNERS)
        page = await officer.send(page, "/uitnodigen/partners", adressen_partners=addresses)
        page = await officer.send(page, "/openen")
        where = page.must_say("De vragenlijst is open.").address.removesuffix("/beheer")
        await stage.settle()
        links = await _links(officer, where.rsplit("/", 1)[-1])
        form = await officer.visit(f"{where}/gesprekken/nieuw")
        session = {"plaats": "Het buurthuis (voorbeeld)", "voor": "partners en ouders"}
        await officer.send(form, "/gesprekken/nieuw", dag=f"{YEAR}-06-22", tijd="19:30", **session)
    for number, link in enumerate([*links, *[f"/vragenlijst/{where.rsplit('/', 1)[-1]}"] * 5]):
        async with stage.somebody() as anybody:
            await _answer(anybody, link, number)
    stage.step(
        f"{len(links)} partners and 5 residents answer a survey on ten points", "each from their own or open link"
    )
    return where


async def _answer(anybody: Person, link: str, number: int) -> None:
    row = SCORES[number % len(SCORES)].replace(" ", "")
    scores = {f"punt-{at}": "" if score == "6" else score for at, score in enumerate(row, 1)}
    words = {"goed": WELL[number % 3], "beter": BETTER[number % 3]} if number < 6 else {}
    form = await anybody.visit(link)
    (await anybody.send(form, link, **scores, **words)).must_say("Je antwoord is binnen.")


async def _links(person: Person, survey_id: str) -> list[str]:
    """The links in the mails to the partners, as development shows them; they need a moment to arrive."""
    found: dict[str, str] = {}

    async def look() -> Page:
        box = await person.visit("/dev/mail")
        for words, href in box.links:
            if href.startswith("/dev/mail/") and "Wat gaat goed" in words and href not in found:
                mail = await person.visit(href)
                text = mail.words + " ".join(address for _, address in mail.links)
                if link := re.search(rf"/vragenlijst/{survey_id}/[\w-]+", text):
                    found[href] = link[0]
        if len(found) < len(PARTNERS):
            raise NotAsExpected(f"/dev/mail: {len(found)} of {len(PARTNERS)} invitations")
        return box

    await eventually(look)
    return list(found.values())


async def talk_about_it(stage: Stage, where: str) -> None:
    """The survey closed; what came out is talked about, answered and given a follow-up."""
    await stage.settle()
    async with stage.somebody("beleidsmedewerker") as officer:

        async def look() -> Page:
            return (await officer.visit(where)).must_say("Wat eruit kwam, per punt", "uit 11 antwoorden")

        page = await eventually(look)
        session = await officer.visit(_session(await officer.visit(f"{where}/beheer")))
        told = {"kwamen": "17", "uit-8": "Eén gezin vroeg op drie plekken hulp. Maak één voordeur."}
        await officer.send(session, "/uitkomst", **told)
        form = await officer.visit(f"{where}/themas/nieuw?soort=better")
        answer = {"antwoord": "Vanaf het najaar is er één telefoonnummer per gebied.", "wie": "municipality"}
        theme = await officer.send(
            form,
            "/themas/nieuw",
            titel="De route naar hulp is niet duidelijk",
            punt="8",
            gesprek=form.form("/themas/nieuw").options["gesprek"][_option(form)],
            wanneer=f"{YEAR}-10-01",
            **answer,
        )
        quote = next(each for each in theme.forms if "/citaten/" in each.action)
        (await officer.send(theme, quote.action, geen_naam="ja")).must_say("Het citaat staat bij het thema.")
        form = await officer.visit(f"{where}/themas/nieuw?soort=well")
        good = {"titel": "Mensen weten elkaar te vinden", "antwoord": "Dit houden we vast."}
        await officer.send(form, "/themas/nieuw", **good)
    stage.step("What came out is talked about and answered", page.words[page.words.index("Gemiddeld") :][:70])


def _session(page: Page) -> str:
    return next(href for _, href in page.links if "/gesprekken/" in href and not href.endswith("/nieuw"))


def _option(form: Page) -> str:
    return next(words for words, value in form.form("/themas/nieuw").options["gesprek"].items() if value)


async def tell_the_council(stage: Stage, where: str) -> None:
    """One writes the summary, another reads and sends it."""
    async with stage.somebody("beleidsmedewerker") as officer:
        page = await officer.visit(f"{where}/samenvatting")
        words = {
            "inleiding": "We vroegen partners en inwoners wat er goed gaat en wat er beter kan.",
            "slot": "We beginnen met één telefoonnummer per gebied, en vragen het volgend jaar opnieuw.",
        }
        await officer.send(page, "/samenvatting", **words)
        asked = {"email": "raadslid@voorbeeld.nl", "tot": f"{YEAR + 2}-03-16", "gevraagd": "ja"}
        council = await officer.visit(f"{LIST}/raad")
        (await officer.send(council, f"{LIST}/raad", **asked)).must_say("Het adres staat erbij.")
    async with stage.somebody("budgethouder") as approver:
        page = await approver.send(await approver.visit(f"{where}/samenvatting"), "/versturen")
        page.must_say("De samenvatting is naar de raad.")
    stage.step("The council gets a summary", "written by one, read and sent by another; who asked gets a mail")
