"""Builders for what is paid: an award whose applicant told an account, by the code from the mail."""

import re
from dataclasses import dataclass
from uuid import UUID

from services.budget.contract.accounts import ConfirmAccount, MaskedAccount, TellAccount
from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import ConfirmIdea, InitiativeView
from tests.budget.world import World, a_received_idea, a_resident, a_worker, applicant_of, yes

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
