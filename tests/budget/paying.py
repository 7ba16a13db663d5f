"""Builders for what is paid: an award whose applicant told an account, by the code from the mail."""

import re
from dataclasses import dataclass
from uuid import UUID

from services.budget.contract.accounts import ConfirmAccount, MaskedAccount, PaymentStage, TellAccount
from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import ConfirmIdea, InitiativeView
from services.budget.contract.payments import BatchView, HandOverBatch, PrepareBatch, ReleaseBatch
from services.kit.caller import Caller
from tests.budget.world import (
    APPROVER,
    OFFICER,
    YEAR,
    World,
    a_key,
    a_received_idea,
    a_resident,
    a_worker,
    applicant_of,
    yes,
)

IBAN, OTHER_IBAN, THIRD_IBAN = "NL91ABNA0417164300", "NL20INGB0001234567", "DE89370400440532013000"


@dataclass(frozen=True)
class Awarded:
    """An award, and its applicant as a caller."""

    idea: InitiativeView
    own: BudgetClient

    @property
    def id(self) -> UUID:
        return self.idea.id


async def an_own_idea(world: World, **changed: object) -> Awarded:
    """Open, not decided; with who told it."""
    received, code, _ = await a_received_idea(world, **changed)
    confirmed = await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    return Awarded(await world.api.initiative(received.id), await applicant_of(world, confirmed.session_secret))


async def an_own_award(world: World, **changed: object) -> Awarded:
    """Awarded, no account told yet."""
    told = await an_own_idea(world, **changed)
    area = told.idea.area_id
    seen = await yes(world, a_resident(area), await yes(world, a_worker(area), told.idea))
    return Awarded(seen, told.own)


async def code_of_account(world: World) -> str:
    """The code of the newest mail."""
    found = re.search(r"\b\d{6}\b", (await world.mails())[-1][1])
    assert found
    return found[0]


async def tell(award: Awarded, iban: str = IBAN, **changed: object) -> MaskedAccount:
    body = TellAccount.model_validate({"iban": iban, "holder": "S. de Wit"} | changed)
    return await award.own.tell_account(award.id, body)


async def with_account(world: World, award: Awarded, iban: str = IBAN, **changed: object) -> MaskedAccount:
    """Told, and confirmed with the code."""
    await tell(award, iban, **changed)
    code = await code_of_account(world)
    return await award.own.confirm_account(award.id, ConfirmAccount(code=code))


async def awards(world: World, *cents: int) -> list[Awarded]:
    """Awards with an account, in the order given."""
    made = []
    for at, amount in enumerate(cents):
        award = await an_own_award(world, amount_cents=amount, contact_email=f"a{at}@voorbeeld.nl")
        await with_account(world, award)
        made.append(award)
    return made


async def prepare(world: World, *made: Awarded, who: Caller = OFFICER) -> BatchView:
    body = PrepareBatch(year=YEAR, initiative_ids=[award.id for award in made])
    return await world.as_(who).prepare_batch(body, key=a_key())


async def release(world: World, batch: BatchView) -> BatchView:
    body = ReleaseBatch(version=batch.version, total_cents=batch.total_cents)
    return await world.as_(APPROVER).release_batch(batch.id, body)


async def handed(world: World, *made: Awarded) -> BatchView:
    batch = await release(world, await prepare(world, *made))
    return await world.as_(OFFICER).hand_over_batch(batch.id, HandOverBatch(version=batch.version))


async def stage_of(award: Awarded) -> PaymentStage:
    return (await award.own.own_payment(award.id)).stage
