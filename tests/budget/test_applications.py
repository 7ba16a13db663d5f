"""What goes with an idea beyond the first page, only when needed; an adult who signs too; and the desk."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from services.budget.contract.application_refusals import (
    CostsDiffer,
    CostsNeeded,
    DeMinimisAbove,
    DeMinimisNeeded,
    NoSignerAsked,
    NotByHand,
    NoUndertakings,
    SignerCodeSpent,
    SignerIsApplicant,
    TooManySignerCodes,
    WrongSignerCode,
)
from services.budget.contract.applications import (
    ConfirmByHand,
    ConfirmWithDetails,
    EnterIdea,
    IdeaDetails,
    SignAlong,
    Waits,
)
from services.budget.contract.initiatives import ConfirmIdea, InitiativeState
from services.budget.contract.refusals import InitiativeMove, TooManyCodes, UnknownInitiative, WrongCode
from services.budget.domain.details import Lack, lack_of_costs, lack_of_undertaking
from services.kit.caller import NotYours
from services.kit.errors import Invalid
from tests.budget.schemes import a_published_scheme
from tests.budget.world import (
    AREA,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    an_awarded_initiative,
    an_open_initiative,
    yes,
)

UNDERTAKING = {"organisation": "Speeltuin BV", "kvk": "12345678", "de_minimis_cents": 0}


def with_details(code: str, **details: Any) -> ConfirmWithDetails:
    return ConfirmWithDetails(code=code, details=IdeaDetails.model_validate(details))


def a_desk_idea(**changed: Any) -> EnterIdea:
    typed = {
        "area_id": AREA,
        "year": YEAR,
        "what": "Elke woensdag samen breien met kinderen",
        "amount_cents": 20_000,
        "when": "elke week",
        "where": "in het buurthuis",
        "name": "Mevrouw Bos",
        "postal_address": "Oosterweg 1, 9713 AA Groningen",
        "phone": "050 123 4567",
    }
    return EnterIdea.model_validate(typed | changed)


async def mailed_code(world: World, to: str) -> str:
    text = next(text for address, _, text in reversed(await world.mails()) if address == to)
    found = re.search(r"\b\d{6}\b", text)
    assert found
    return found[0]


async def test_a_larger_amount_comes_with_a_table_that_everybody_sees(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, budget_table_from_cents=50_000)
    received, code, _ = await a_received_idea(world, amount_cents=80_000)
    assert (await world.api.needed_details(received.id)).costs_needed
    with pytest.raises(CostsNeeded):
        await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    costs = [{"what": "Bekers", "cents": 20_000}, {"what": "Zaal", "cents": 50_000}]
    with pytest.raises(CostsDiffer) as refused:
        await world.api.confirm_with_details(received.id, with_details(code, costs=costs))
    assert [(error["field"], error["slug"]) for error in refused.value.errors] == [("details.costs", "costs-differ")]
    with pytest.raises(UnknownInitiative):
        await world.api.idea_costs(received.id)
    note = "De club legt er zelf nog 100 euro bij."
    done = await world.api.confirm_with_details(received.id, with_details(code, costs=costs, costs_note=note))
    assert done.state is InitiativeState.OPEN
    shown = await world.api.idea_costs(received.id)
    assert ([row.cents for row in shown.rows], shown.note) == ([20_000, 50_000], note)


async def test_what_is_missing_costs_no_try_and_a_wrong_code_does(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, budget_table_from_cents=50_000)
    received, code, _ = await a_received_idea(world, amount_cents=80_000)
    for _ in range(8):
        with pytest.raises(CostsNeeded):
            await world.api.confirm_with_details(received.id, with_details(code))
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for _ in range(5):
        with pytest.raises(WrongCode):
            await world.api.confirm_with_details(received.id, with_details(wrong))
    with pytest.raises(TooManyCodes):
        await world.api.confirm_with_details(
            received.id, with_details(code, costs=[{"what": "Alles", "cents": 80_000}])
        )


async def test_an_undertaking_declares_the_aid_it_had(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world, amount_cents=80_000)
    for changed, refusal in (
        ({"de_minimis_cents": None}, DeMinimisNeeded),
        ({"de_minimis_cents": 29_920_001}, DeMinimisAbove),
    ):
        with pytest.raises(refusal):
            await world.api.confirm_with_details(received.id, with_details(code, undertaking=UNDERTAKING | changed))
    most = {"de_minimis_cents": 29_920_000}
    await world.api.confirm_with_details(received.id, with_details(code, undertaking=UNDERTAKING | most))
    seen = await world.as_(a_worker()).application(received.id)
    assert (seen.organisation, seen.kvk, seen.de_minimis_cents) == ("Speeltuin BV", "12345678", 29_920_000)


async def test_a_scheme_can_keep_undertakings_out(world: World) -> None:
    await a_published_split(world)
    await a_published_scheme(world, undertakings_allowed=False)
    received, code, _ = await a_received_idea(world)
    with pytest.raises(NoUndertakings):
        await world.api.confirm_with_details(received.id, with_details(code, undertaking=UNDERTAKING))


async def test_an_adult_signs_too_with_a_code_of_their_own_and_then_it_opens(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    signer = {"name": "Mama de Wit", "contact_email": "mama@voorbeeld.nl"}
    own = signer | {"contact_email": "SANNE@voorbeeld.nl"}
    with pytest.raises(SignerIsApplicant):
        await world.api.confirm_with_details(received.id, with_details(code, signer=own))
    done = await world.api.confirm_with_details(received.id, with_details(code, signer=signer))
    assert (done.state, done.waits_for_signer) == (InitiativeState.UNCONFIRMED, True)
    assert (await world.api.needed_details(received.id)).waits_for is Waits.SIGNER
    with pytest.raises(InitiativeMove):
        await world.api.mail_new_code(received.id, key=a_key())
    first = await mailed_code(world, "mama@voorbeeld.nl")
    text = next(text for address, _, text in await world.mails() if address == "mama@voorbeeld.nl")
    assert "Dit is het idee:" in text
    assert "Wat kost het? €" in text
    await world.api.mail_signer_code(received.id, key=a_key())
    second = await mailed_code(world, "mama@voorbeeld.nl")
    with pytest.raises(WrongCode):
        await world.api.confirm_idea(received.id, ConfirmIdea(code=second))
    if first != second:
        with pytest.raises(WrongSignerCode):
            await world.api.sign_along(received.id, SignAlong(code=first))
    signed = await world.api.sign_along(received.id, SignAlong(code=second))
    assert signed.state is InitiativeState.OPEN
    with pytest.raises((InitiativeMove, NoSignerAsked)):
        await world.api.sign_along(received.id, SignAlong(code=second))


async def test_who_signs_too_is_not_flooded_and_a_code_is_not_guessed(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    signer = {"name": "Mama de Wit", "contact_email": "mama@voorbeeld.nl"}
    await world.api.confirm_with_details(received.id, with_details(code, signer=signer))
    for _ in range(4):
        await world.api.mail_signer_code(received.id, key=a_key())
    with pytest.raises(TooManySignerCodes):
        await world.api.mail_signer_code(received.id, key=a_key())
    right = await mailed_code(world, "mama@voorbeeld.nl")
    for _ in range(5):
        with pytest.raises(WrongSignerCode):
            await world.api.sign_along(received.id, SignAlong(code=f"{(int(right) + 1) % 1_000_000:06d}"))
    with pytest.raises(SignerCodeSpent, match="Wie het idee instuurde"):
        await world.api.sign_along(received.id, SignAlong(code=right))


async def test_staff_enter_an_idea_for_somebody_without_mail_who_signs_on_paper(world: World) -> None:
    await a_published_split(world)
    for stranger in (a_resident(), a_worker("beijum")):
        with pytest.raises(NotYours):
            await world.as_(stranger).enter_idea(a_desk_idea(), key=a_key())
    worker = world.as_(a_worker())
    received = await worker.enter_idea(a_desk_idea(), key=a_key())
    seen = await worker.application(received.id)
    assert (seen.waits_for, seen.entered_by_desk, seen.phone) == (Waits.SIGNATURE, True, "050 123 4567")
    assert seen.postal_address == "Oosterweg 1, 9713 AA Groningen"
    with pytest.raises(NotYours):
        await world.as_(a_resident()).confirm_by_hand(received.id, ConfirmByHand(signed=True))
    done = await worker.confirm_by_hand(received.id, ConfirmByHand(signed=True))
    assert (done.state, done.waits_for) == (InitiativeState.OPEN, Waits.NOTHING)
    assert await world.mails() == []
    idea = await world.api.initiative(received.id)
    awarded = await yes(world, a_resident(), await yes(world, a_worker(), idea))
    assert awarded.state is InitiativeState.AWARDED
    assert await world.mails() == []


async def test_somebody_with_mail_confirms_themselves_what_the_desk_entered(world: World) -> None:
    await a_published_split(world)
    body = a_desk_idea(contact_email="bos@voorbeeld.nl", postal_address="")
    received = await world.as_(OFFICER).enter_idea(body, key=a_key())
    code = await mailed_code(world, "bos@voorbeeld.nl")
    [(_to, _subject, text)] = await world.mails()
    assert "vulde een idee voor je in. Kijk hieronder of alles" in " ".join(text.split())
    assert (await world.api.confirm_idea(received.id, ConfirmIdea(code=code))).state is InitiativeState.OPEN


async def test_only_what_the_desk_entered_is_confirmed_on_paper_and_there_is_a_way_to_answer(world: World) -> None:
    await a_published_split(world)
    received, _, _ = await a_received_idea(world)
    with pytest.raises(NotByHand):
        await world.as_(a_worker()).confirm_by_hand(received.id, ConfirmByHand(signed=True))
    body = a_desk_idea().model_dump(mode="json", by_alias=True) | {"postalAddress": ""}
    headers = {"Idempotency-Key": a_key()}
    assert (await world.http.post("/v1/desk-ideas", json=body, headers=headers)).status_code in (400, 401)
    with pytest.raises(ValueError, match="postal address"):
        a_desk_idea(postal_address="")


async def test_who_asks_is_seen_by_staff_of_the_area_only(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    assert [seen.id for seen in await world.as_(a_worker()).applications(YEAR, AREA)] == [idea.id]
    assert await world.as_(OFFICER).applications(YEAR, None) == []
    for stranger in (a_resident(), a_worker("beijum")):
        with pytest.raises(NotYours):
            await world.as_(stranger).applications(YEAR, AREA)
        with pytest.raises(NotYours):
            await world.as_(stranger).application(idea.id)


async def test_a_phone_number_and_who_signed_go_with_the_applicant(world: World) -> None:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    await world.api.confirm_with_details(received.id, with_details(code, phone="06-12345678"))
    assert (await world.as_(a_worker()).application(received.id)).phone == "06-12345678"
    await an_awarded_initiative(world, contact_email="ander@voorbeeld.nl")
    world.clock.set(datetime(2023, 1, 2, 9, tzinfo=UTC))
    await world.do_work()
    assert await world.rows("SELECT 1 FROM applicants UNION ALL SELECT 1 FROM applications") == []


@pytest.mark.parametrize("wrong", [{"phone": "bel maar"}, {"undertaking": UNDERTAKING | {"kvk": "123"}}])
async def test_what_cannot_be_right_is_refused(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises((Invalid, ValueError)):
        IdeaDetails.model_validate(wrong)


def test_a_table_comes_to_what_is_asked_or_says_why_not() -> None:
    assert lack_of_costs(100, [], "", 101) is None
    assert lack_of_costs(100, [], "reden", 100) is Lack.COSTS_NEEDED
    assert lack_of_costs(100, [60, 40], "", None) is None
    assert lack_of_costs(100, [60], "", None) is Lack.COSTS_DIFFER
    assert lack_of_undertaking(100, None, allowed=True, declares=False) is None
    assert lack_of_undertaking(100, 29_999_900, allowed=True, declares=True) is None
    assert lack_of_undertaking(100, 29_999_901, allowed=True, declares=True) is Lack.DE_MINIMIS_ABOVE
