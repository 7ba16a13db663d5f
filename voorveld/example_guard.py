"""Guarding together, in the example year: a contract that is signed, an open journal, a sample check."""

from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected
from voorveld.example_stage import YEAR, Stage, a_picture

ENTRIES = (
    ("62,50", "Limonade en fruit voor negen teams (voorbeeld)", "2020-06-20"),
    ("248", "Twee doeltjes en zes ballen (voorbeeld)", "2020-06-12"),
)
QUESTION = "Waar staan de doeltjes nu? Kunnen we ze lenen?"
ANSWER = "In het buurtcentrum. Iedereen kan ze lenen."
PROMISES = {
    "residents-1": "We zetten elke zomer het veldje klaar voor alle kinderen. (voorbeeld)",
    "team-1": "Iemand van ons is elke woensdagmiddag in het buurtcentrum. (voorbeeld)",
    "municipality-1": "Het geld van de buurt staat er vóór de zomer. (voorbeeld)",
}


async def sign_a_contract(stage: Stage, worker: str, resident: str) -> None:
    """The team drafts; a resident, the team and the municipality sign."""
    where = f"/{YEAR}/gebieden/{stage.area}/contract"
    async with stage.somebody("wijkteam", worker) as drafter:
        form = await drafter.visit(f"{where}/opstellen")
        lines = form.form("/opstellen").options["municipality-1-bij"].values()
        own = next(value for value in lines if value.startswith("regel:"))
        page = await drafter.send(form, "/opstellen", **PROMISES, **{"municipality-1-bij": own})
        page.must_say("wacht op handtekeningen")
    for kind, person in (("bewoner", resident), ("wijkteam", worker), ("budgethouder", "")):
        async with stage.somebody(kind, person) as signer:
            page = await signer.send(await signer.visit(where), "/handtekening")
            page.must_say("Je hebt getekend.")
    page.must_say("Dit spraken we af")
    stage.step("The neighbourhood contract", "three promises, signed by a resident, the team and the municipality")


async def write_the_journal(stage: Stage, link: str, resident: str) -> None:
    """Two entries, one with a receipt; a resident asks, and gets an answer."""
    async with stage.somebody() as applicant:
        own = await applicant.visit(link)
        where = f"{own.address}/kasboek"
        for euros, what, day in ENTRIES:
            files = {"foto": ("bon.png", a_picture(), "image/png")} if what == ENTRIES[0][1] else {}
            form = await applicant.visit(where)
            page = await applicant.send_files(form, "/kasboek", files, bedrag=euros, wat=what, dag=day)
            page.must_say("Het staat erin.")
        idea = own.address.rsplit("/", 1)[-1]
        async with stage.somebody("bewoner", resident) as neighbour:
            page = await neighbour.visit(f"/ideeen/{idea}")
            await neighbour.send(page, "/kasboek/bericht", **{"tekst-vraag": QUESTION})
        page = await applicant.visit(where)
        about = next((form.fields["over"] for form in page.forms if form.fields.get("soort") == "antwoord"), "")
        if not about:
            raise NotAsExpected(f"{where}: no question to answer")
        page = await applicant.send(page, "/kasboek/bericht", **{f"tekst-{about}": ANSWER})
        page.must_say(ANSWER)
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/ideeen/{idea}")).must_say("Samen uitgegeven 310,50", ANSWER)
    stage.step("The open journal", "€ 310.50 written down; a resident asks about the goals and gets an answer")


async def draw_a_sample(stage: Stage) -> None:
    """The scheme says so: the lot chooses, anybody can draw again, and the officer writes down how it went."""
    where = f"/{YEAR}/steekproef"
    async with stage.somebody("beleidsmedewerker") as officer:
        drawn = await officer.send(await officer.visit(where), where, aantal="2")
        idea = drawn.must_say("Reken het lot na").form(f"{where}/").action.rsplit("/", 1)[-1]
        how = {f"uitkomst-{idea}": "klopt", f"zin-{idea}": texts.SAMPLE_SEEN}
        (await officer.send(drawn, f"{where}/{idea}", **how)).must_say(texts.SAMPLE_SEEN)
    stage.step("A sample check: the lot chooses two ideas", "anybody can draw again; the receipts of one were seen")
