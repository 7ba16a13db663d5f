"""The example year's partnership: Buurtzorg Jong, from an agreement on four pillars to the talk about a quarter.

After the memo of Oude IJsselstreek of 18 March 2020. What it does not say (figures, amounts, providers) is made up.
"""

import re
from datetime import date
from decimal import Decimal

from services.monitoring.contract.models import KpiValueIn, SubmitKpiValues
from services.monitoring.contract.referrals import ReferralIn, SubmitReferrals
from voorveld import example_partnership_texts as texts
from voorveld.browser import NotAsExpected, Page, Person
from voorveld.example_stage import YEAR, Stage, person_ids

CONTRACTED, NOT_CONTRACTED = "22220001", "22220003"


async def agree_on_four_pillars(stage: Stage) -> None:
    """An officer writes the dossier, the budget holder puts it in force; the software gets a key."""
    where = f"/{YEAR}/partners"
    async with stage.somebody("beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where), where, naam=texts.PARTNER)
        found = re.search(r"/partners/([0-9a-f-]{36})", page.address)
        if found is None:
            raise NotAsExpected(f"{page.address}: no partner to be seen")
        stage.partnership = f"{where}/{found[1]}"
        draft = await officer.visit(f"{stage.partnership}/dossier/concept")
        page = await officer.send(draft, "/dossier/concept", **texts.DOSSIER, **_kpi_fields())
        page.must_say("Er is een concept")
    async with stage.somebody("budgethouder") as approver:
        page = await approver.send(await approver.visit(f"{stage.partnership}/dossier"), "/vaststelling")
        page.must_say("Versie 1 geldt vanaf nu.", "€ 480.000", "Houdt de afschaling stand?")
    await _let_them_in(stage)
    stage.step("Officer and budget holder agree with a partner on four pillars", texts.PARTNER)


def _kpi_fields() -> dict[str, str]:
    fields: dict[str, str] = {}
    for number, kpi in enumerate(texts.KPIS, start=1):
        fields |= {f"kpi{number}_{name}": words for name, words in kpi.items()}
    return fields


async def _let_them_in(stage: Stage) -> None:
    """A key for the software, and somebody of the partner."""
    async with stage.somebody("beleidsmedewerker") as officer:
        with_key = await officer.send(await officer.visit(stage.partnership), "/sleutels")
        key = re.search(r"vv_[0-9a-f]+_[\w-]+", with_key.words)
        if key is None:
            raise NotAsExpected(f"{with_key.address}: no key to be seen")
        name, email = texts.PERSON
        page = await officer.send(await officer.visit(stage.partnership), "/mensen", naam=name, email=email)
        stage.partnership_key, stage.partnership_person = key[0], person_ids(page)[name]


async def deliver_the_first_quarter(stage: Stage) -> None:
    """By API: the figures of 2020-Q1 (one comes late) and every referral, one to a provider without a contract."""
    values = [KpiValueIn(kpi=code, area_id=None, value=Decimal(value)) for code, value in texts.FIRST_QUARTER.items()]
    receipt = await stage.monitoring.submit(
        SubmitKpiValues(period=f"{YEAR}-Q1", values=values), api_key=stage.partnership_key
    )
    sent = await stage.monitoring.submit_referrals(_referrals(stage), api_key=stage.partnership_key)
    if (receipt.refused, sent.breach, sent.refused) != (0, 1, 0):
        raise NotAsExpected(f"{receipt.refused} figures refused; {sent.breach} breaches, {sent.refused} refused")
    async with stage.somebody("partner", stage.partnership_person) as member:
        page = await member.visit(f"{stage.partnership}/verwijzingen")
        page.must_say("Met deze aanbieder heeft de gemeente geen contract")
    stage.step(
        "The software of Buurtzorg Jong delivers the first quarter and its referrals",
        "one is to a provider without a contract: a case is opened, and the partner sees it at once",
    )


def _referrals(stage: Stage) -> SubmitReferrals:
    return SubmitReferrals(
        referrals=[
            ReferralIn(
                reference=f"BJ-{number}",
                referred_on=date(YEAR, 2, 3 + number),
                provider_agb=NOT_CONTRACTED if number == 0 else CONTRACTED,
                activity="jeugdhulp",
                # Six light and six heavy: with four of one, the KPI of all twelve would give the hidden four away.
                product_category="45" if number % 2 == 0 else "50",
                referrer="06",
                lives_here=True,
                responsible_municipality=stage.municipality,
                budget_euros=9000,
                reason="meer dan lichte hulp kan",
            )
            for number in range(12)
        ]
    )


async def report_and_talk(stage: Stage) -> None:
    """The report is sent back once and then accepted; the talk about it is approved by both."""
    member_id = stage.partnership_person
    async with stage.somebody("beleidsmedewerker") as officer, stage.somebody("partner", member_id) as member:
        await _report(stage, officer, member)
        await _learn(stage, officer)
        await _talk(stage, officer, member)


async def _report(stage: Stage, officer: Person, member: Person) -> None:
    where = f"{stage.partnership}/verslag/1"
    # From the day after the figures were due, the referrals of the quarter are counted in public.
    (await member.visit(f"{stage.partnership}/dossier")).must_say("54.000")
    page = await member.send(await member.visit(where), "/woorden", woorden=texts.WORDS)
    await member.send(page, "/indienen")
    page = await officer.send(await officer.visit(where), "/terugsturen", opmerkingen=texts.REMARKS)
    page.must_say("Stand: teruggestuurd.")
    page = await member.visit(where)
    page.must_say(texts.REMARKS, "€ 118.250,75", "€ 361.749,25")
    page = await member.send(page, "/woorden", woorden=texts.MORE_WORDS)
    await member.send(page, "/indienen")
    page = await officer.send(await officer.visit(where), "/accepteren")
    page.must_say("Het verslag is geaccepteerd.")
    stage.step("The report of the first quarter is sent back, submitted again and accepted", where)


async def _learn(stage: Stage, officer: Person) -> None:
    where = f"{stage.partnership}/leren"
    page = await officer.send(await officer.visit(where), "/casussen", **texts.CASE_REVIEW)
    page = await officer.send(page, "/onzekerheden", **texts.LOOK_BACK)
    page.must_say(texts.CASE_REVIEW["casus_thema"], "Zo houden.")
    stage.step("What a case review taught, and an uncertainty is looked at again", where)


async def _talk(stage: Stage, officer: Person, member: Person) -> None:
    where = f"{stage.partnership}/gesprek/1"
    await member.send(await member.visit(where), "/punten", **texts.OF_THE_PARTNER)
    page = await officer.visit(where)
    page.must_say(texts.OF_THE_PARTNER["punt-titel"], "Toegevoegd door de partner.")
    page.must_say("aanbieder zonder contract", "van de 4 kwamen er 3 binnen", "Houdt de afschaling stand?")
    page = await officer.send(page, "/gesprek/1", **texts.TALK, **_about_the_case(page))
    page = await officer.send(page, "/gesprek/1", **texts.SECOND_ACTION)
    await officer.send(page, "/goedkeuren")
    page = await member.send(await member.visit(where), "/goedkeuren")
    page.must_say("Gemeente en partner keurden dit verslag goed.", texts.TALK["b1-wat"])
    stage.step("The progress talk: its agenda drafted, its minutes approved by both", where)


def _about_the_case(page: Page) -> dict[str, str]:
    """What was said about the first point: the referral outside the boundary."""
    said = next(name for name in page.form("/gesprek/1").fields if name.endswith("-gezegd"))
    return {said: texts.ABOUT_THE_CASE, said.replace("-gezegd", "-besluit"): texts.DECIDED}


async def tick_an_action_off(stage: Stage) -> None:
    """What is open stands on the agenda of the next quarter; what is done does not."""
    next_time = f"{stage.partnership}/gesprek/2"
    async with stage.somebody("partner", stage.partnership_person) as member:
        (await member.visit(next_time)).must_say(f"Actie van vorige keer: {texts.TALK['b1-wat']}")
        page = await member.send(await member.visit(f"{stage.partnership}/gesprek/1"), "/acties/")
        page.must_say("De actie is klaar.")
        if texts.TALK["b1-wat"] in (await member.visit(next_time)).words:
            raise NotAsExpected(f"{next_time}: an action that is done is still on the agenda")
    stage.step("The partner ticks its action off", next_time)
