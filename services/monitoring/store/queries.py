"""Every SELECT of monitoring."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Row, SQLColumnExpression, case, func, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import JSONPATH
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.refusals import NoAgreement, UnknownPartner, UnknownSubmission
from services.monitoring.domain.agreement import KpiTerms, Terms
from services.monitoring.domain.periods import quarters_of
from services.monitoring.store.tables import (
    Agreement,
    ApiKey,
    CurrentValue,
    InitiativeFigure,
    Kpi,
    Partner,
    Submission,
)

ROWS_IN_A_LIST = 200
RECEIPTS_IN_A_LIST = 20


async def get_partner(session: Session, partner_id: UUID) -> Partner:
    """Raises UnknownPartner."""
    partner = await session.get(Partner, partner_id)
    if partner is None:
        raise UnknownPartner
    return partner


async def all_partners(session: Session) -> Sequence[Partner]:
    return (await session.scalars(select(Partner).order_by(func.lower(col(Partner.name))))).all()


async def hold_deliveries_of(session: Session, partner_id: UUID) -> None:
    """Let deliveries of one partner come one after the other; others wait here until this one is committed."""
    await session.execute(select(col(Partner.id)).where(col(Partner.id) == partner_id).with_for_update(key_share=True))


async def find_agreement(session: Session, partner_id: UUID, year: int) -> Agreement | None:
    of_year = (col(Agreement.partner_id) == partner_id) & (col(Agreement.year) == year)
    found: Agreement | None = await session.scalar(select(Agreement).where(of_year))
    return found


async def kpis_of(session: Session, agreement_id: UUID) -> Sequence[Kpi]:
    of_agreement = select(Kpi).where(col(Kpi.agreement_id) == agreement_id)
    return (await session.scalars(of_agreement.order_by(col(Kpi.position)))).all()


async def get_terms(session: Session, partner_id: UUID, year: int) -> Terms:
    """What was agreed for a year. Raises NoAgreement."""
    agreement = await find_agreement(session, partner_id, year)
    if agreement is None:
        raise NoAgreement(year=year)
    kpis = await kpis_of(session, agreement.id)
    return Terms(partner_id, year, {kpi.code: KpiTerms(kpi.code, kpi.unit, kpi.by_area) for kpi in kpis})


async def find_api_key(session: Session, key_id: str) -> ApiKey | None:
    return await session.get(ApiKey, key_id)


async def api_keys_of(session: Session, partner_id: UUID) -> Sequence[ApiKey]:
    of_partner = select(ApiKey).where(col(ApiKey.partner_id) == partner_id)
    return (await session.scalars(of_partner.order_by(col(ApiKey.made_at)))).all()


def _receipt_columns(rows: SQLColumnExpression[Any]) -> list[Any]:
    """All a receipt needs; not the body, which may be large."""
    whole = Submission
    return [
        whole.id, whole.partner_id, whole.period, whole.content_sha256, whole.received_at,
        whole.new, whole.changed, whole.unchanged, whole.refused, rows.label("rows"),
    ]  # fmt: skip


async def find_same_submission(session: Session, partner_id: UUID, content_sha256: bytes) -> Row[Any] | None:
    same = (col(Submission.partner_id) == partner_id) & (col(Submission.content_sha256) == content_sha256)
    return (await session.execute(select(*_receipt_columns(col(Submission.rows))).where(same))).one_or_none()


async def get_submission(session: Session, submission_id: UUID, partner_id: UUID) -> Row[Any]:
    """Raises UnknownSubmission, also for one of another partner."""
    mine = (col(Submission.id) == submission_id) & (col(Submission.partner_id) == partner_id)
    found = (await session.execute(select(*_receipt_columns(col(Submission.rows))).where(mine))).one_or_none()
    if found is None:
        raise UnknownSubmission
    return found


async def newest_submissions(session: Session, partner_id: UUID, year: int) -> Sequence[Row[Any]]:
    """The last receipts of a year, newest first; of a large one only rows that were refused."""
    rows = col(Submission.rows)
    refused = func.jsonb_path_query_array(rows, sql_cast('$[*] ? (@.outcome == "refused")', JSONPATH))
    short = func.jsonb_path_query_array(refused, sql_cast(f"$[0 to {ROWS_IN_A_LIST - 1}]", JSONPATH))
    shown = case((func.jsonb_array_length(rows) <= ROWS_IN_A_LIST, rows), else_=short)
    of_year = (col(Submission.partner_id) == partner_id) & col(Submission.period).in_(quarters_of(year))
    listed = select(*_receipt_columns(shown)).where(of_year).order_by(col(Submission.received_at).desc())
    return (await session.execute(listed.limit(RECEIPTS_IN_A_LIST))).all()


async def current_values(
    session: Session, partner_id: UUID, period: str, codes: Iterable[str]
) -> Mapping[tuple[str, str | None], Decimal]:
    """What counts now of these KPIs in a period, by code and area, in one question."""
    here = (col(CurrentValue.partner_id) == partner_id) & (col(CurrentValue.period) == period)
    asked = select(col(CurrentValue.kpi_code), col(CurrentValue.area_id), col(CurrentValue.value))
    rows = await session.execute(asked.where(here, col(CurrentValue.kpi_code).in_(sorted(set(codes)))))
    return {(code, area_id): cast(Decimal, value) for code, area_id, value in rows}


async def figures_of(
    session: Session, year: int, *, area_id: str | None = None, partner_id: UUID | None = None
) -> Sequence[tuple[CurrentValue, Kpi, Partner]]:
    """Current values of a year's quarters for an area or a partner, each with its Kpi and its Partner."""
    figures = (
        select(CurrentValue, Kpi, Partner)
        .join(Partner, col(Partner.id) == col(CurrentValue.partner_id))
        .join(Agreement, (col(Agreement.partner_id) == col(CurrentValue.partner_id)) & (col(Agreement.year) == year))
        .join(Kpi, (col(Kpi.agreement_id) == col(Agreement.id)) & (col(Kpi.code) == col(CurrentValue.kpi_code)))
        .where(col(CurrentValue.period).in_(quarters_of(year)))
        .order_by(func.lower(col(Partner.name)), col(Kpi.position), col(CurrentValue.period), col(CurrentValue.area_id))
    )
    if area_id is not None:
        figures = figures.where(col(CurrentValue.area_id) == area_id)
    if partner_id is not None:
        figures = figures.where(col(CurrentValue.partner_id) == partner_id)
    return [(value, kpi, partner) for value, kpi, partner in await session.execute(figures)]


async def initiative_figures(session: Session, area_id: str, year: int) -> Sequence[InitiativeFigure]:
    here = (col(InitiativeFigure.area_id) == area_id) & (col(InitiativeFigure.year) == year)
    return (await session.scalars(select(InitiativeFigure).where(here).order_by(col(InitiativeFigure.title)))).all()
