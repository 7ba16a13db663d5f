"""`voorveld demo`: plays one whole year through the public pages and the partners' API of a running Voorveld.

Everything goes over HTTP, as people and software do it: forms on pages, the mail's code, a partner's key. The clock is
moved from November 2019 to the closing conference of January 2021. It is also the journey test.
"""

import re
from decimal import Decimal

from services.kit.errors import Refusal as ServiceRefusal
from services.kit.http import PageClient
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.models import KpiValueIn, Receipt, RowOutcome, SubmitKpiValues
from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected, Page, Person
from voorveld.example_guard import keep_what_was_learned, plan_the_conference, sign_a_contract, write_the_journal
from voorveld.example_money import divide_the_money
from voorveld.example_payments import pay_the_award, take_back_what_was_not_needed
from voorveld.example_savings import expect_a_saving, see_the_saving
from voorveld.example_stage import YEAR, Stage, a_picture, at, eventually, newest_mail, person_ids
from voorveld.example_texts import ExampleIdea
from voorveld.refusal import Refusal
from voorveld.settings import RunSettings

QUARTER = "2020-Q1"
FAVOURITE = "oosterparkwijk"


async def main(settings: RunSettings) -> int:
    """Play the year against the Voorveld that runs at these settings. Raises Refusal when a step did not go right."""
    monitoring = MonitoringClient(settings.url_of("monitoring"))
    address = settings.public_url

    async def nothing() -> None:
        """Mail and events travel by themselves in a running system."""

    stage = Stage(lambda: Person(PageClient(address)), monitoring, lambda line: print(line, flush=True), nothing)
    try:
        await play(stage)
        stage.say(f"\nLook at it: {address}/{YEAR}  (the conference: {address}/{YEAR}/slotconferentie)")
    except NotAsExpected as error:
        raise Refusal(f"The example year stopped: {error}") from error
    except ServiceRefusal as error:
        raise Refusal(
            f"The example year stopped: {error}. Is Voorveld running at {address}? Start it: make run"
        ) from error
    finally:
        await monitoring.close()
    return 0


async def play(stage: Stage) -> None:
    """The whole year, step by step. Raises NotAsExpected when a page does not show what it should."""
    await set_the_scene(stage)
    await divide_the_money(stage)
    worker, resident = await make_a_team(stage)
    partner_id, stage.partner_key = await agree_with_a_partner(stage)
    await at(stage, "2020-02-03T10:00")
    await sign_a_contract(stage, worker, resident)
    football = await tell_an_idea(stage, texts.FOOTBALL)
    await tell_an_idea(stage, texts.LIVING_ROOM)
    await decide(stage, football, worker, resident)
    await at(stage, "2020-02-24T11:00")
    await pay_the_award(stage, football)
    await at(stage, "2020-04-08T09:00")
    await deliver_figures(stage, partner_id)
    await at(stage, "2020-05-11T10:00")
    saving = await expect_a_saving(stage)
    await at(stage, "2020-06-22T20:00")
    await write_the_journal(stage, football, resident)
    await at(stage, "2020-09-07T10:00")
    await take_back_what_was_not_needed(stage)
    await at(stage, "2020-09-14T19:00")
    await share_the_result(stage, football)
    await at(stage, "2021-01-11T10:00")
    await see_the_saving(stage, saving)
    await plan_the_conference(stage)
    await at(stage, "2021-01-15T15:00")
    await hold_the_conference(stage)
    await keep_what_was_learned(stage, worker, resident)


async def set_the_scene(stage: Stage) -> None:
    await at(stage, "2019-11-01T09:00")
    async with stage.somebody() as developer:
        await developer.send(await developer.visit("/dev"), "/dev/voorbeeld-label")
        page = await developer.visit(f"/{YEAR}/gebieden")
        page.must_say("Voorbeeld.")
        found = (re.search(rf"/{YEAR}/gebieden/([a-z0-9-]+)$", href) for _, href in page.links)
        stage.area_ids = list(dict.fromkeys(match[1] for match in found if match))
        stage.area = FAVOURITE if FAVOURITE in stage.area_ids else stage.area_ids[0]
        profile = await developer.visit(f"/{YEAR}/gebieden/{stage.area}")
        profile.must_say("Wie wonen hier?", "CBS")
        stage.step(
            "Anybody looks at the areas", f"{len(stage.area_ids)} areas with CBS figures; {stage.area} has no money yet"
        )


async def make_a_team(stage: Stage) -> tuple[str, str]:
    where = f"/{YEAR}/teams"
    async with stage.somebody("beleidsmedewerker") as officer:
        people = (
            ("Willem (voorbeeld)", "willem@voorbeeld.nl", "area_worker"),
            ("Rosa (voorbeeld)", "rosa@voorbeeld.nl", "area_resident"),
        )
        for name, email, role in people:
            page = await officer.send(
                await officer.visit(where), where, naam=name, email=email, rol=role, gebied=stage.area
            )
            page.must_say(name)
        page = await officer.visit(where)
        ids = person_ids(page)
        await officer.send(
            page,
            "/teams/contactpersoon",
            persoon=f"{stage.area}/{ids['Willem (voorbeeld)']}",
            publieke_naam="Willem van het wijkteam (voorbeeld)",
            bereikbaar="maandag tot en met donderdag in het buurtcentrum, van 9 tot 16 uur",
        )
        area = await officer.visit(f"/{YEAR}/gebieden/{stage.area}")
        area.must_say("Willem van het wijkteam")
        stage.step(
            "The officer makes the area's deciding circle",
            "a worker, a resident, and a contact person the public can find",
        )
    return ids["Willem (voorbeeld)"], ids["Rosa (voorbeeld)"]


async def agree_with_a_partner(stage: Stage) -> tuple[str, str]:
    """A partner, an agreement with its indicators, and a key. Returns the partner's id and the key."""
    where = f"/{YEAR}/partners"
    async with stage.somebody("beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(where), where, naam=texts.PARTNER)
        partner_id = re.search(r"/partners/([0-9a-f-]{36})", page.address)
        if partner_id is None:
            raise NotAsExpected(f"{page.address}: no partner to be seen")
        own = f"{where}/{partner_id[1]}"
        typed = {"kernwaarden": texts.CORE_VALUES}
        for number, (code, name, definition, unit) in enumerate(texts.KPIS, start=1):
            typed |= {
                f"kpi{number}_code": code,
                f"kpi{number}_naam": name,
                f"kpi{number}_definitie": definition,
                f"kpi{number}_eenheid": unit,
                f"kpi{number}_per_gebied": "ja",
            }
        page = await officer.send(await officer.visit(own), "/afspraak", **typed)
        page.must_say(texts.KPIS[0][1])
        with_key = await officer.send(page, "/sleutels")
        key = re.search(r"vv_[0-9a-f]+_[\w-]+", with_key.words)
        if key is None:
            raise NotAsExpected(f"{with_key.address}: no key to be seen")
        stage.step("The officer makes an agreement with a partner, and a key for its software", texts.PARTNER)
        name, email = texts.PARTNER_PERSON
        page = await officer.send(await officer.visit(own), "/mensen", naam=name, email=email)
        page.must_say(name, "hoort nu bij deze partner")
        stage.partner_person = person_ids(page)[name]
        stage.step("The officer adds somebody of the partner", "who will see what its software delivers")
    return partner_id[1], key[0]


async def tell_an_idea(stage: Stage, idea: ExampleIdea) -> str:
    """Without an account: the form, the code from the mail, the private link. Returns the idea's private address."""
    form = f"/{YEAR}/gebieden/{stage.area}/idee"
    async with stage.somebody() as resident:
        page = await resident.send(
            await resident.visit(form),
            "/idee",
            wat=idea.what,
            bedrag=idea.euros,
            wanneer=idea.when,
            waar=idea.where,
            naam=idea.name,
            email=idea.email,
            akkoord="ja",
        )
        await stage.settle()
        mail = await newest_mail(resident, idea.email)
        code = re.search(r"\b(\d{6})\b", mail.words)
        if code is None:
            raise NotAsExpected(f"no code in the mail: {mail.words[:300]}")
        own = await resident.send(page, "/code", code=code[1])
        own.must_say("De buurt beslist")
    async with stage.somebody() as phone:
        followed = await phone.visit(mail.link("/mijn-idee/openen/"))
        if "openen" in followed.address:
            raise NotAsExpected(f"{followed.address}: the secret is still in the address")
        followed.must_say("De buurt beslist")
    stage.step(
        f"A resident tells an idea for € {idea.euros}", "confirmed with the mailed code; followed by the private link"
    )
    return mail.link("/mijn-idee/openen/")


async def decide(stage: Stage, link: str, worker_id: str, resident_id: str) -> None:
    """Two yesses, of a worker and a resident; the second awards."""
    where = f"/{YEAR}/gebieden/{stage.area}/beslissen"
    async with stage.somebody() as applicant:
        own = await applicant.visit(link)
        initiative_id = stage.idea = own.address.rsplit("/", 1)[-1]
    for kind, person_id in (("wijkteam", worker_id), ("bewoner", resident_id)):
        async with stage.somebody(kind, person_id) as decider:
            page = await decider.visit(where)
            page.must_say("Negen straten")
            await decider.send(page, f"/ideeen/{initiative_id}/ja", geen_belang="ja")
    await stage.settle()
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/ideeen/{initiative_id}")).must_say("De buurt zei ja")
        area = await anybody.visit(f"/{YEAR}/gebieden/{stage.area}")
        area.must_say("Toegezegd", "€ 800")
    stage.step("A worker and a resident each say yes; the second yes awards", "€ 800 taken from the area's ceiling")


async def deliver_figures(stage: Stage, partner_id: str) -> None:
    """The partner's software posts a quarter, posts it again, and gets the same receipt."""
    values = [
        KpiValueIn(kpi=code, area_id=area_id, value=Decimal(3 + (row * 7 + number * 5) % 40))
        for number, (code, *_) in enumerate(texts.KPIS)
        for row, area_id in enumerate(stage.area_ids)
    ]
    body = SubmitKpiValues(period=QUARTER, values=values)
    first: Receipt = await stage.monitoring.submit(body, api_key=stage.partner_key)
    again: Receipt = await stage.monitoring.submit(body, api_key=stage.partner_key)
    if first != again or {row.outcome for row in first.rows} != {RowOutcome.NEW}:
        raise NotAsExpected(f"the receipts differ, or rows were refused: {first.refused} refused")
    async with stage.somebody() as anybody:
        (await anybody.visit(f"/{YEAR}/gebieden/{stage.area}")).must_say(texts.KPIS[0][1])
        (await anybody.visit(f"/{YEAR}/partners/{partner_id}")).must_say(texts.KPIS[0][1], "te klein om te tonen")
    async with stage.somebody("partner", stage.partner_person) as member:
        own = await member.visit(f"/{YEAR}/partners/{partner_id}")
        own.must_say(texts.PARTNER, "Wat er met elke regel gebeurde")
    stage.step(
        f"The partner's software posts {len(values)} values for {QUARTER}, twice",
        "the same receipt; figures on both pages; the partner's own people see what became of each row",
    )


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
