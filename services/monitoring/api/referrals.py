"""Referrals and their ends, as a partner's software sends them."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request

from services.kit.database import DatabaseDep
from services.monitoring.api.dependencies import (
    AreasDep,
    ClockDep,
    PartnerCaller,
    TextsDep,
)
from services.monitoring.api.harmless import NothingPersonalInEnds, NothingPersonalInReferrals
from services.monitoring.api.referral_rows import SentRows, SubmitEnds, SubmitReferrals
from services.monitoring.api.referral_views import view_referral_receipt
from services.monitoring.contract.referrals import (
    ReferralIn,
    ReferralReceipt,
)
from services.monitoring.domain.content import message_sha256
from services.monitoring.domain.referrals import Referral
from services.monitoring.usecases.delivery import Sender
from services.monitoring.usecases.referrals.message import Message
from services.monitoring.usecases.referrals.submit_ends import End, submit_ends
from services.monitoring.usecases.referrals.submit_referrals import submit_referrals

router = APIRouter(tags=["referrals"])


async def municipality_of(request: Request) -> str:
    """Its CBS code, as the residence principle names it."""
    municipality: str = request.app.state.settings.municipality
    return municipality


@router.post(
    "/referrals",
    status_code=201,
    operation_id="submitReferrals",
    summary="Send referrals",
    response_description="The receipt, row by row",
)
async def submit(
    _nothing_personal: NothingPersonalInReferrals,
    body: SubmitReferrals,
    caller: PartnerCaller,
    database: DatabaseDep,
    clock: ClockDep,
    texts: TextsDep,
    known_areas: AreasDep,
    municipality: Annotated[str, Depends(municipality_of)],
) -> ReferralReceipt:
    """With an API key of the partner. The same content again gets the same receipt and changes nothing.

    A BSN, e-mail address, phone number, IBAN, day of birth, address or name anywhere in it: all of it is refused,
    and nothing is kept. A row with a mistake is refused with a rule and how to mend it; the other rows are taken.
    Outside a boundary of the agreement in force a referral is recorded as a breach case, told at once in its row.
    """
    rows = SentRows(body.referrals)
    sent = [_referral(each) for each in rows.read]
    areas = await areas_of(rows.read, known_areas, clock)
    message = message_of("referrals", caller.partner_id, Sender(api_key_id=caller.api_key_id), rows, clock)
    async with database.transaction() as session:
        receipt = await submit_referrals(session, message, sent, areas, municipality)
    return view_referral_receipt(receipt, texts)


@router.post(
    "/referral-ends",
    status_code=201,
    operation_id="submitReferralEnds",
    summary="Send ends of referrals",
    response_description="The receipt, row by row",
)
async def end(
    _nothing_personal: NothingPersonalInEnds,
    body: SubmitEnds,
    caller: PartnerCaller,
    database: DatabaseDep,
    clock: ClockDep,
    texts: TextsDep,
) -> ReferralReceipt:
    """With an API key of the partner, for referrals it sent before; the same content again gets the same receipt."""
    rows = SentRows(body.ends)
    sent = [End(each.reference, each.ended_on, each.reason) for each in rows.read]
    message = message_of("ends", caller.partner_id, Sender(api_key_id=caller.api_key_id), rows, clock)
    async with database.transaction() as session:
        receipt = await submit_ends(session, message, sent)
    return view_referral_receipt(receipt, texts)


def message_of(what: str, partner_id: UUID, sender: Sender, rows: SentRows[Any], clock: ClockDep) -> Message:
    """What is known of a message besides the rows that were read."""
    content = message_sha256(what, partner_id, rows.content)
    return Message(partner_id, sender, content, clock.now(), clock.today(), rows.unread)


async def areas_of(sent: Sequence[ReferralIn], known: AreasDep, clock: ClockDep) -> dict[int, Sequence[str]]:
    """The areas of the years these referrals are of."""
    years = {each.referred_on.year for each in sent if each.area_id is not None}
    return {year: await known.get(year) for year in _askable(years, clock.today().year)}


def _referral(sent: ReferralIn) -> Referral:
    return Referral(**sent.model_dump())


def _askable(years: Iterable[int], today_year: int) -> list[int]:
    """The years a referral can be of at all; another one is refused by its day, and needs no areas."""
    return sorted(year for year in years if today_year - 1 <= year <= today_year)
