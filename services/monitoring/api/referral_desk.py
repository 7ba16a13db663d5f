"""Where referrals are put right, by a partner's software and by its people: the same rules and the same receipt."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Query, Response

from services.kit.clock import Clock
from services.kit.database import Database, DatabaseDep, Session
from services.kit.texts import Texts
from services.monitoring.api.dependencies import AreasDep, ClockDep, TextsDep
from services.monitoring.api.referral_rows import (
    SentRows,
    SubmitCorrections,
    SubmitEndCorrections,
    SubmitWithdrawals,
)
from services.monitoring.api.referral_views import view_referral_receipt
from services.monitoring.api.referrals import areas_of, message_of, municipality_of
from services.monitoring.contract.referral_corrections import CorrectionIn
from services.monitoring.contract.referrals import ReferralReceipt
from services.monitoring.domain.referrals import Referral
from services.monitoring.store.referral_tables import ReferralSubmission
from services.monitoring.usecases.delivery import Sender
from services.monitoring.usecases.referrals.correct_ends import EndCorrection, submit_end_corrections
from services.monitoring.usecases.referrals.correct_referrals import (
    Correction,
    Withdrawal,
    submit_corrections,
    submit_withdrawals,
)
from services.monitoring.usecases.referrals.message import Message
from services.monitoring.usecases.remembered import Remembered
from services.monitoring.usecases.terms import AreaIds

NOTHING_KEPT: dict[int | str, dict[str, Any]] = {
    200: {"model": ReferralReceipt, "description": "A dry run: what would happen; nothing counts"}
}
Work = Callable[[Session, Message], Awaitable[ReferralSubmission]]


@dataclass(frozen=True)
class ReferralDesk:
    """What a route needs to take a correction or withdrawal."""

    database: Database
    clock: Clock
    texts: Texts
    known_areas: Remembered[int, AreaIds]
    municipality: str
    response: Response
    dry_run: bool

    async def correct(self, partner_id: UUID, sender: Sender, body: SubmitCorrections) -> ReferralReceipt:
        """Whole referrals as they should be, checked again by the agreement in force."""
        rows = SentRows(body.corrections)
        sent = [_correction(each) for each in rows.read]
        areas = await areas_of(rows.read, self.known_areas, self.clock)

        async def work(session: Session, message: Message) -> ReferralSubmission:
            return await submit_corrections(session, message, sent, areas, self.municipality)

        return await self._take("corrections", partner_id, sender, rows, work)

    async def withdraw(self, partner_id: UUID, sender: Sender, body: SubmitWithdrawals) -> ReferralReceipt:
        """What was no referral."""
        rows = SentRows(body.withdrawals)
        sent = [Withdrawal(each.reference, each.version, each.why) for each in rows.read]

        async def work(session: Session, message: Message) -> ReferralSubmission:
            return await submit_withdrawals(session, message, sent)

        return await self._take("withdrawals", partner_id, sender, rows, work)

    async def correct_ends(self, partner_id: UUID, sender: Sender, body: SubmitEndCorrections) -> ReferralReceipt:
        """Ends as they should be, or none."""
        rows = SentRows(body.corrections)
        sent = [EndCorrection(**each.model_dump()) for each in rows.read]

        async def work(session: Session, message: Message) -> ReferralSubmission:
            return await submit_end_corrections(session, message, sent)

        return await self._take("end-corrections", partner_id, sender, rows, work)

    async def _take(
        self, what: str, partner_id: UUID, sender: Sender, rows: SentRows[Any], work: Work
    ) -> ReferralReceipt:
        """Of a dry run nothing stays: the transaction is taken back once it is known what would happen."""
        message = message_of(what, partner_id, sender, rows, self.clock)
        async with self.database.transaction() as session:
            receipt = view_referral_receipt(await work(session, message), self.texts)
            if self.dry_run:
                await session.rollback()
        if self.dry_run:
            self.response.status_code = 200
        return receipt


async def _desk(
    database: DatabaseDep,
    clock: ClockDep,
    texts: TextsDep,
    known_areas: AreasDep,
    municipality: Annotated[str, Depends(municipality_of)],
    response: Response,
    dry_run: Annotated[bool, Query(alias="dryRun", description="say what would happen; nothing is kept")] = False,
) -> ReferralDesk:
    return ReferralDesk(database, clock, texts, known_areas, municipality, response, dry_run)


ReferralDeskDep = Annotated[ReferralDesk, Depends(_desk)]


def _correction(sent: CorrectionIn) -> Correction:
    return Correction(Referral(**sent.model_dump(exclude={"version", "why"})), sent.version, sent.why)
