"""Guarding together and showing it, in the example year: a contract that is signed, an open journal, the conference."""

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
LESSON = "Vraag vroeg in het jaar al wie er mee wil doen. Buren komen sneller als kinderen hen vragen. (voorbeeld)"


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
        (await anybody.visit(f"{base}/scherm/1")).must_say(texts.RESULT[:20])
    stage.step("The officer plans the closing conference", "invitation, programme, booklet and a big screen")


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
    async with stage.somebody("bewoner", resident) as neighbour:
        typed = {"hoe-1": "ja", "zin-1": "Het veldje lag er elke zaterdag netjes bij."}
        page = await neighbour.send(await neighbour.visit(contract), "/terugblik/1", **typed)
        page.must_say("Gelukt.")
    stage.step("What was learned is kept", "for the area's page of next year; a promise looked back on")
