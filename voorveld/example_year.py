"""`voorveld demo`: plays one whole year through the public pages and the partners' API of a running Voorveld.

Everything goes over HTTP, as people and software do it: forms on pages, the mail's code, a partner's key. The clock is
moved from November 2019 to the closing conference of January 2021. It is also the journey test.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from services.kit.errors import Refusal as ServiceRefusal
from services.kit.http import PageClient
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.contract.models import KpiValueIn, Receipt, RowOutcome, SubmitKpiValues
from voorveld import example_texts as texts
from voorveld.browser import NotAsExpected, Person
from voorveld.example_circle import (
    agree_on_a_scheme,
    ask_something,
    decide,
    decide_for_the_whole_city,
    let_it_wait,
    make_a_team,
    nobody_objected,
    propose_by_consent,
)
from voorveld.example_circle_mail import follow_by_mail, hears_by_mail
from voorveld.example_guard import draw_a_sample, sign_a_contract, write_the_journal
from voorveld.example_ideas import CITY, enter_at_the_desk, tell_an_idea, tell_it_together
from voorveld.example_money import divide_the_money
from voorveld.example_objection import decide_the_objection, object_to_it, say_no
from voorveld.example_partnership import (
    agree_on_four_pillars,
    deliver_the_first_quarter,
    report_and_talk,
    tick_an_action_off,
)
from voorveld.example_payments import pay_the_award, take_back_what_was_not_needed
from voorveld.example_savings import expect_a_saving, see_the_saving
from voorveld.example_showing import (
    hold_the_conference,
    keep_what_was_learned,
    plan_the_conference,
    share_one_sentence,
    share_the_result,
)
from voorveld.example_stage import YEAR, Stage, at, person_ids
from voorveld.example_survey import ask_what_goes_well, talk_about_it, tell_the_council
from voorveld.example_voting import TOP_IDEA, WITH_THEMES, make_it_final, set_a_vote, vote
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
    stage.municipality = settings.municipality
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
    await agree_on_a_scheme(stage)
    worker, resident = await make_a_team(stage)
    partner_id, stage.partner_key = await agree_with_a_partner(stage)
    await at(stage, "2019-12-10T10:00")
    await agree_on_four_pillars(stage)
    await at(stage, "2020-02-03T10:00")
    await sign_a_contract(stage, worker, resident)
    football = await tell_an_idea(stage, texts.FOOTBALL)
    await decide(stage, football, worker, resident)
    moved = await the_circles_decide(stage, worker, resident)
    await at(stage, "2020-02-24T11:00")
    await pay_the_award(stage, football)
    await what_came_of_it(stage, moved, worker, resident)
    await at(stage, "2020-04-08T09:00")
    await deliver_figures(stage, partner_id)
    await deliver_the_first_quarter(stage)
    await at(stage, "2020-04-24T16:00")
    await report_and_talk(stage)
    await at(stage, "2020-05-11T10:00")
    saving = await expect_a_saving(stage)
    survey = await ask_what_goes_well(stage)
    await at(stage, "2020-06-22T20:00")
    await write_the_journal(stage, football, resident)
    await tick_an_action_off(stage)
    await talk_about_it(stage, survey)
    await at(stage, "2020-09-07T10:00")
    await tell_the_council(stage, survey)
    await take_back_what_was_not_needed(stage)
    await at(stage, "2020-09-14T19:00")
    await share_the_result(stage, football)
    await share_one_sentence(stage, moved.consent)
    await at(stage, "2020-11-02T10:00")
    await draw_a_sample(stage)
    await at(stage, "2021-01-11T10:00")
    await see_the_saving(stage, saving)
    await plan_the_conference(stage)
    await at(stage, "2021-01-15T15:00")
    await hold_the_conference(stage)
    await keep_what_was_learned(stage, worker, resident)


@dataclass(frozen=True)
class Underway:
    """Ideas on which there is more to come: private links, and the addresses of a vote."""

    refused: str
    consent: str
    proposed: str
    round: str
    themed: str


async def the_circles_decide(stage: Stage, worker: str, resident: str) -> Underway:
    """A question, a part, a waiting list, the desk, the whole city, consent, a no, and two votes that are set."""
    living_room = await tell_it_together(stage, texts.LIVING_ROOM)
    await ask_something(stage, living_room, resident)
    await let_it_wait(stage, await tell_an_idea(stage, texts.SPORTS_HALL), worker)
    await enter_at_the_desk(stage, texts.READING, worker=worker)
    await decide_for_the_whole_city(stage, await tell_an_idea(stage, texts.HOLIDAY_WEEK, CITY))
    refused = await tell_an_idea(stage, texts.WORKSHOP)
    await say_no(stage, refused, worker, resident)
    await follow_by_mail(stage, stage.consent_area, stage.people[texts.CONSENT_CIRCLE[1]])
    consent = await tell_an_idea(stage, texts.GARDEN, stage.consent_area)
    await hears_by_mail(stage, "Een moestuin voor de klas")
    proposed = await propose_by_consent(stage, consent)
    top = await set_a_vote(stage, TOP_IDEA, stage.vote_area)
    return Underway(refused, consent, proposed, top, await set_a_vote(stage, WITH_THEMES, stage.theme_area))


async def what_came_of_it(stage: Stage, moved: Underway, worker: str, resident: str) -> None:
    """Nobody objected; somebody who got a no did; residents voted."""
    await nobody_objected(stage, moved.proposed)
    await object_to_it(stage, moved.refused)
    rounds = ((moved.round, TOP_IDEA), (moved.themed, WITH_THEMES))
    for where, planned in rounds:
        await vote(stage, where, planned)
    await at(stage, "2020-02-29T10:00")
    for where, planned in rounds:
        await make_it_final(stage, where, planned)
    await at(stage, "2020-03-23T10:00")
    await decide_the_objection(stage, moved.refused, worker, resident)


async def set_the_scene(stage: Stage) -> None:
    await at(stage, "2019-11-01T09:00")
    async with stage.somebody() as developer:
        await developer.send(await developer.visit("/dev"), "/dev/voorbeeld-label")
        page = await developer.visit(f"/{YEAR}/gebieden")
        page.must_say("Voorbeeld.")
        found = (re.search(rf"/{YEAR}/gebieden/([a-z0-9-]+)$", href) for _, href in page.links)
        stage.area_ids = list(dict.fromkeys(match[1] for match in found if match))
        stage.area = FAVOURITE if FAVOURITE in stage.area_ids else stage.area_ids[0]
        stage.consent_area, stage.vote_area, *more = [each for each in stage.area_ids if each != stage.area]
        stage.theme_area = more[0] if more else stage.vote_area
        profile = await developer.visit(f"/{YEAR}/gebieden/{stage.area}")
        profile.must_say("Wie wonen hier?", "CBS")
        stage.step(
            "Anybody looks at the areas", f"{len(stage.area_ids)} areas with CBS figures; {stage.area} has no money yet"
        )


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
        await officer.send(await officer.visit(f"{own}/dossier/concept"), "/dossier/concept", **typed)
        async with stage.somebody("budgethouder") as approver:
            page = await approver.send(await approver.visit(f"{own}/dossier"), "/vaststelling")
            page.must_say("geldt vanaf nu", texts.KPIS[0][1])
        stage.step("The officer writes an agreement with a partner, and the budget holder puts it in force", own)
        with_key = await officer.send(await officer.visit(own), "/sleutels")
        key = re.search(r"vv_[0-9a-f]+_[\w-]+", with_key.words)
        if key is None:
            raise NotAsExpected(f"{with_key.address}: no key to be seen")
        stage.step("The officer makes a key for the partner's software", texts.PARTNER)
        name, email = texts.PARTNER_PERSON
        page = await officer.send(await officer.visit(own), "/mensen", naam=name, email=email)
        page.must_say(name, "hoort nu bij deze partner")
        stage.partner_person = person_ids(page)[name]
        stage.step("The officer adds somebody of the partner", "who will see what its software delivers")
    return partner_id[1], key[0]


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
