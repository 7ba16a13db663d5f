"""Savings cases over HTTP: four eyes, and a source from the lower bound only."""

import asyncio
import inspect
from dataclasses import replace
from datetime import UTC, date, datetime

import asyncpg
import pytest
from pydantic import ValidationError

from services.budget.contract import savings_refusals
from services.budget.contract.refusals import AdderCannotConfirm
from services.budget.contract.savings import (
    ApproveSavingsCase,
    ProposeSavingsCase,
    ProposeSavingsCaseAgain,
    ReportSeenSavings,
    ReturnSavingsCase,
    SavingsCaseView,
    SavingsDeed,
    SavingsState,
    WithdrawSavingsCase,
)
from services.budget.contract.savings_refusals import (
    SavingsInterval,
    SavingsMove,
    SavingsNothing,
    SavingsProposerCannotDecide,
    UnknownSavingsCase,
)
from services.budget.contract.sources import ConfirmSource, SourceKind, SourceState
from services.budget.settings import Settings
from services.kit.caller import NotYours
from services.kit.errors import KeyReused, Refusal, StaleVersion
from tests.budget.savings import (
    BOTH,
    COUNCIL,
    ESTIMATE,
    EURO,
    OTHER_APPROVER,
    a_case,
    approved,
    euros,
    reported,
    sources,
)
from tests.budget.world import APPROVER, OFFICER, YEAR, World, a_draft, a_key
from tests.support.apps import a_person


async def test_approval_makes_a_tenth_of_the_lower_bound_a_planned_source(world: World) -> None:
    proposed = await a_case(world)
    assert (proposed.state, proposed.version, proposed.share) == (SavingsState.PROPOSED, 1, "1/10")
    assert (proposed.would_give_cents, euros(proposed)) == (20_000 * EURO, (0, 35_000, 50_000))
    assert await sources(world) == []
    case = await approved(world, proposed)
    assert (case.state, euros(case), case.would_give_cents) == (SavingsState.APPROVED, (20_000, 15_000, 50_000), None)
    (source,) = await sources(world)
    assert (source.kind, source.state, source.amount_cents) == (
        SourceKind.SAVINGS_CASE,
        SourceState.PLANNED,
        20_000 * EURO,
    )
    assert (source.name, source.added_by, source.document) == (ESTIMATE["name"], OFFICER.name, "B&W 3")
    assert (source.savings_case_id, case.sources[0].id) == (case.id, source.id)
    assert [(step.deed, step.gave_cents) for step in case.steps] == [
        (SavingsDeed.PROPOSED, None),
        (SavingsDeed.APPROVED, 20_000 * EURO),
    ]


async def test_its_source_is_confirmed_by_somebody_else_and_then_divided(world: World) -> None:
    case = await approved(world, await a_case(world, BOTH))
    (source,) = await sources(world)
    with pytest.raises(AdderCannotConfirm):
        await world.as_(BOTH).confirm_source(source.id, ConfirmSource(version=source.version))
    await world.as_(APPROVER).confirm_source(source.id, ConfirmSource(version=source.version))
    draft = await a_draft(world, source_ids=[source.id], lines=[{"key": "rest", "kind": "other"}])
    assert draft.total_cents == 20_000 * EURO
    assert (await world.as_(OFFICER).savings_case(case.id)).sources[0].state is SourceState.CONFIRMED


async def test_a_lower_bound_that_gives_nothing_gives_no_source_and_says_so(world: World) -> None:
    for low in (-50_000 * EURO, 0, 9):
        case = await approved(world, await a_case(world, low_cents=low))
        assert case.sources == []
        assert case.steps[-1].gave_cents == 0
        assert euros(case) == (0, 35_000, 50_000)
    assert await sources(world) == []


async def test_who_proposed_or_said_what_was_seen_decides_nothing_in_it(world: World) -> None:
    proposed = await a_case(world, BOTH)
    assert proposed.is_own
    with pytest.raises(SavingsProposerCannotDecide):
        await approved(world, proposed, BOTH)
    body = ReturnSavingsCase(version=1, reason="Toch niet.")
    with pytest.raises(SavingsProposerCannotDecide):
        await world.as_(BOTH).return_savings_case(proposed.id, body)
    waiting = await reported(world, await approved(world, proposed), 300_000)
    yes = ApproveSavingsCase(version=waiting.version, no_stake=True)
    with pytest.raises(SavingsProposerCannotDecide):
        await world.as_(BOTH).approve_seen_savings(waiting.id, yes)
    with pytest.raises(NotYours):
        await world.as_(OFFICER).approve_seen_savings(waiting.id, yes)


async def test_the_database_itself_refuses_one_pair_of_eyes_and_a_changed_record(world: World) -> None:
    case = await reported(world, await approved(world, await a_case(world)), 300_000)
    owner = await asyncpg.connect(world.owner_url)
    with pytest.raises(asyncpg.CheckViolationError):
        await owner.execute("UPDATE savings_cases SET approved_by = proposed_by WHERE id = $1", case.id)
    with pytest.raises(asyncpg.CheckViolationError):
        await owner.execute("UPDATE savings_cases SET seen_approved_by = seen_by WHERE id = $1", case.id)
    for change in ("UPDATE savings_steps SET by = 'x'", "DELETE FROM savings_steps"):
        with pytest.raises(asyncpg.PostgresError):
            await owner.execute(change)
    await owner.close()


async def test_a_case_that_came_back_is_proposed_again_with_a_better_estimate(world: World) -> None:
    proposed = await a_case(world)
    back = ReturnSavingsCase(version=1, reason="Reken eerst naar het gemiddelde toe.")
    returned = await world.as_(APPROVER).return_savings_case(proposed.id, back)
    assert (returned.state, returned.steps[-1].note) == (SavingsState.RETURNED, "Reken eerst naar het gemiddelde toe.")
    better = ESTIMATE | {"low_cents": 90_000 * EURO, "version": returned.version}
    again = await world.as_(OFFICER).propose_savings_case_again(
        proposed.id, ProposeSavingsCaseAgain.model_validate(better)
    )
    assert (again.state, again.low_cents, again.version) == (SavingsState.PROPOSED, 90_000 * EURO, 3)
    assert [step.low_cents for step in again.steps] == [200_000 * EURO, None, 90_000 * EURO]
    assert (await approved(world, again)).source_cents == 9_000 * EURO


async def test_a_case_is_withdrawn_before_it_is_approved_and_not_after(world: World) -> None:
    proposed = await a_case(world)
    gone = await world.as_(OFFICER).withdraw_savings_case(proposed.id, WithdrawSavingsCase(version=1))
    assert gone.state is SavingsState.WITHDRAWN
    with pytest.raises(SavingsMove):
        await approved(world, gone)
    case = await approved(world, await a_case(world))
    with pytest.raises(SavingsMove):
        await world.as_(OFFICER).withdraw_savings_case(case.id, WithdrawSavingsCase(version=case.version))
    body = ApproveSavingsCase(version=case.version, no_stake=True)
    with pytest.raises(SavingsMove):
        await world.as_(APPROVER).approve_seen_savings(case.id, body)
    assert len(await sources(world)) == 1


async def test_an_old_screen_gets_the_case_as_it_is(world: World) -> None:
    proposed = await a_case(world)
    await approved(world, proposed)
    with pytest.raises(StaleVersion) as stale:
        await approved(world, proposed, OTHER_APPROVER)
    assert stale.value.current
    assert (stale.value.current["state"], stale.value.current["sourceCents"]) == ("approved", 20_000 * EURO)


async def test_approving_twice_at_once_makes_one_source(world: World) -> None:
    proposed = await a_case(world)
    both = await asyncio.gather(
        approved(world, proposed), approved(world, proposed, OTHER_APPROVER), return_exceptions=True
    )
    assert sorted(type(answer).__name__ for answer in both) == ["SavingsCaseView", "StaleVersion"]
    assert len(await sources(world)) == 1
    case = next(answer for answer in both if isinstance(answer, SavingsCaseView))
    waiting = await reported(world, case, 400_000)
    body = ApproveSavingsCase(version=waiting.version, no_stake=True)
    both = await asyncio.gather(
        *(world.as_(who).approve_seen_savings(case.id, body) for who in (APPROVER, OTHER_APPROVER)),
        return_exceptions=True,
    )
    assert sorted(type(answer).__name__ for answer in both) == ["SavingsCaseView", "StaleVersion"]
    assert [source.amount_cents // EURO for source in await sources(world)] == [20_000, 20_000]


async def test_the_same_request_twice_does_the_thing_once(world: World) -> None:
    body, key = ProposeSavingsCase.model_validate({"year": YEAR} | ESTIMATE), a_key()
    officer = world.as_(OFFICER)
    first, second = await asyncio.gather(*(officer.propose_savings_case(body, key=key) for _ in range(2)))
    assert first == second
    with pytest.raises(KeyReused):
        await officer.propose_savings_case(body.model_copy(update={"name": "Anders"}), key=key)
    case = await approved(world, first)
    world.clock.set(datetime(2020, 11, 1, 9, tzinfo=UTC))
    told = ReportSeenSavings(
        version=case.version, seen_cents=300_000 * EURO, seen_until=date(2020, 10, 1), document="Rapport"
    )
    answers = [await officer.report_seen_savings(case.id, told, key="dezelfde-sleutel") for _ in range(2)]
    assert answers[0] == answers[1]
    assert len(await officer.savings_cases(YEAR)) == 1


async def test_the_share_is_the_setting_as_it_was_at_the_proposal(world: World) -> None:
    before = await a_case(world)
    office = world.app.state.office
    changed = office.settings.model_copy(update={"savings_share": "1/3"})
    world.app.state.office = replace(office, settings=changed)
    assert (await approved(world, before)).source_cents == 20_000 * EURO
    after = await approved(world, await a_case(world, low_cents=100))
    assert (after.share, after.source_cents) == ("1/3", 33)
    assert (await world.api.terms()).savings_share == "1/3"


@pytest.mark.parametrize("share", ["0", "3/2", "0.1", "1/0", "een tiende"])
def test_a_share_that_is_no_share_stops_the_service_at_the_start(share: str) -> None:
    with pytest.raises(ValidationError):
        Settings.model_validate({"savings_share": share, "signing_key": "x", "trusted_keys": "x"})


async def test_an_estimate_that_is_no_interval_is_refused(world: World) -> None:
    with pytest.raises(SavingsInterval):
        await a_case(world, low_cents=400_000 * EURO)
    with pytest.raises(SavingsInterval):
        await a_case(world, centre_cents=600_000 * EURO)
    with pytest.raises(SavingsNothing):
        await a_case(world, low_cents=-3, centre_cents=-2, high_cents=0)
    assert await world.as_(OFFICER).savings_cases(YEAR) == []


async def test_the_public_sees_approved_ones_without_names_or_what_waits(world: World) -> None:
    proposed = await a_case(world)
    assert await world.api.savings_cases(YEAR) == []
    with pytest.raises(UnknownSavingsCase):
        await world.api.savings_case(proposed.id)
    waiting = await reported(world, await approved(world, proposed), 300_000)
    public = await world.api.savings_case(waiting.id)
    assert [public] == await world.api.savings_cases(YEAR)
    assert (public.state, public.would_give_cents, public.seen_cents) == (SavingsState.APPROVED, None, None)
    assert [(step.deed, step.by) for step in public.steps] == [(SavingsDeed.APPROVED, "approver")]
    assert not public.is_own
    for_council = await world.as_(COUNCIL).savings_case(waiting.id)
    assert (for_council.state, for_council.steps[0].by) == (SavingsState.SEEN, OFFICER.name)


async def test_only_an_officer_proposes_and_only_an_approver_decides(world: World) -> None:
    for who in (APPROVER, COUNCIL, a_person(("area_worker", "beijum"))):
        with pytest.raises(NotYours):
            await a_case(world, who)
    proposed = await a_case(world)
    for who in (a_person(("policy_officer", None)), COUNCIL):
        with pytest.raises(NotYours):
            await approved(world, proposed, who)
    case = await approved(world, proposed)
    body = ReportSeenSavings(version=case.version, seen_cents=1, seen_until=date(2019, 1, 1), document="Rapport")
    with pytest.raises(NotYours):
        await world.as_(APPROVER).report_seen_savings(case.id, body, key=a_key())


def test_every_refusal_has_its_words(world: World) -> None:
    texts = world.app.state.texts
    kinds = [kind for _, kind in inspect.getmembers(savings_refusals, inspect.isclass) if issubclass(kind, Refusal)]
    slugs = {kind.slug for kind in kinds if kind.__module__ == savings_refusals.__name__}
    assert len(slugs) == 8
    assert all(slugs <= texts.slugs(language) for language in ("nl", "en"))
