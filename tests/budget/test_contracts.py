"""Neighbourhood contracts: three parties sign a version, a change is signed again, and somebody looks back."""

import asyncio
from uuid import uuid4

import asyncpg
import pytest

from services.budget.contract.refusals import UnknownInitiative, UnknownLine
from services.budget.contract.show import (
    ContractView,
    DraftContract,
    LookBack,
    Outcome,
    Party,
    PromiseIn,
    Signatory,
    SignContract,
)
from services.budget.contract.show_refusals import (
    NewerContract,
    NoContract,
    NotSignedYet,
    NotYourSignature,
    SignedAlready,
)
from services.kit.caller import Caller, NotYours
from tests.budget.world import (
    APPROVER,
    AREA,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_published_split,
    a_resident,
    a_worker,
    an_open_initiative,
)

WORKER, RESIDENT = a_worker(), a_resident()
SIGNERS = {Signatory.RESIDENT: RESIDENT, Signatory.WORKER: WORKER, Signatory.APPROVER: APPROVER}


def a_contract(seen: int = 0, *texts: str) -> DraftContract:
    said = texts or ("Wij zetten limonade klaar.",)
    return DraftContract(seen=seen, promises=[PromiseIn(party=Party.RESIDENTS, text=text) for text in said])


async def drafted(world: World, body: DraftContract, who: Caller = WORKER) -> ContractView:
    return await world.as_(who).draft_contract(YEAR, AREA, body, key=a_key())


async def signed(world: World, number: int, by: Signatory, who: Caller | None = None) -> ContractView:
    return await world.as_(who or SIGNERS[by]).sign_contract(YEAR, AREA, number, SignContract(as_=by))


async def test_three_parties_sign_by_name_of_role_and_then_it_holds(world: World) -> None:
    await drafted(world, a_contract())
    for number, by in enumerate(SIGNERS, start=1):
        seen = await signed(world, 1, by)
        assert (len(seen.versions[0].signatures), seen.in_force) == (number, 1 if number == 3 else None)
    public = await world.api.contract(YEAR, AREA)
    assert [each.by for each in public.versions[0].signatures] == list(SIGNERS)
    assert (public.may_draft, public.may_sign) == (False, [])
    assert WORKER.id not in (await world.http.get(f"/v1/contracts/{YEAR}/{AREA}")).text


async def test_a_change_is_a_new_version_and_the_signed_one_holds_until_it_is_signed(world: World) -> None:
    await drafted(world, a_contract())
    for by in SIGNERS:
        await signed(world, 1, by)
    seen = await drafted(world, a_contract(1, "Wij zetten thee klaar."), OFFICER)
    assert ([version.number for version in seen.versions], seen.in_force) == ([2, 1], 1)
    with pytest.raises(NewerContract):
        await signed(world, 1, Signatory.WORKER)
    for by in SIGNERS:
        seen = await signed(world, 2, by)
    assert seen.in_force == 2


async def test_two_who_draft_at_once_make_one_version(world: World) -> None:
    answers = await asyncio.gather(*(drafted(world, a_contract()) for _ in range(3)), return_exceptions=True)
    assert sum(isinstance(answer, ContractView) for answer in answers) == 1
    assert sum(isinstance(answer, NewerContract) for answer in answers) == 2


async def test_nobody_signs_twice_for_two_or_for_another(world: World) -> None:
    with pytest.raises(NoContract):
        await signed(world, 0, Signatory.WORKER)
    await drafted(world, a_contract())
    await signed(world, 1, Signatory.WORKER)
    with pytest.raises(SignedAlready):
        await signed(world, 1, Signatory.WORKER, a_worker())
    for by, who in (
        (Signatory.RESIDENT, WORKER),
        (Signatory.APPROVER, OFFICER),
        (Signatory.WORKER, a_worker("hoogkerk")),
    ):
        with pytest.raises(NotYourSignature):
            await signed(world, 1, by, who)
    with pytest.raises(NotYours):
        await drafted(world, a_contract(1), RESIDENT)


async def test_a_promise_may_name_a_line_or_an_initiative_of_the_year(world: World) -> None:
    await a_published_split(world)
    idea = await an_open_initiative(world)
    line = (await world.api.money(YEAR)).lines[0].line_id
    promise = PromiseIn(party=Party.MUNICIPALITY, text="Wij betalen dit.", line_id=line, initiative_id=idea.id)
    seen = await drafted(world, DraftContract(seen=0, promises=[promise]))
    assert (seen.versions[0].promises[0].line_id, seen.versions[0].promises[0].initiative_id) == (line, idea.id)
    for wrong, refusal in (({"line_id": uuid4()}, UnknownLine), ({"initiative_id": uuid4()}, UnknownInitiative)):
        with pytest.raises(refusal):
            await drafted(world, DraftContract(seen=1, promises=[promise.model_copy(update=wrong)]))


async def test_one_looks_back_on_what_was_signed(world: World) -> None:
    await drafted(world, a_contract(0, "Limonade", "Thee"))
    back = LookBack(outcome=Outcome.PARTLY, sentence="Alleen in de zomer.")
    with pytest.raises(NotSignedYet):
        await world.as_(RESIDENT).look_back(YEAR, AREA, 1, 1, back)
    for by in SIGNERS:
        await signed(world, 1, by)
    with pytest.raises(NoContract):
        await world.as_(RESIDENT).look_back(YEAR, AREA, 1, 3, back)
    with pytest.raises(NotYours):
        await world.as_(APPROVER).look_back(YEAR, AREA, 1, 1, back)
    await world.as_(RESIDENT).look_back(YEAR, AREA, 1, 2, back)
    seen = await world.as_(OFFICER).look_back(YEAR, AREA, 1, 2, back.model_copy(update={"outcome": Outcome.KEPT}))
    assert [promise.outcome for promise in seen.versions[0].promises] == [None, Outcome.KEPT]


async def test_the_database_keeps_what_was_signed(world: World) -> None:
    await drafted(world, a_contract())
    await signed(world, 1, Signatory.WORKER)
    owner = await asyncpg.connect(world.owner_url)
    for statement in ("UPDATE contract_versions SET note = 'x'", "DELETE FROM contract_signatures"):
        with pytest.raises(asyncpg.RestrictViolationError):
            await owner.execute(statement)
    await owner.close()
