"""Every SELECT of monitoring.

What each delivery and each area's page ask is put together once, with bound parameters: to put a statement together
costs more than to ask it.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Date, Row, Select, SQLColumnExpression, Subquery, bindparam, case, func, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import JSONB, JSONPATH, distinct_on
from sqlalchemy.orm import aliased
from sqlmodel import col

from services.kit.database import Session
from services.monitoring.contract.refusals import NoAgreement, UnknownPartner, UnknownSubmission
from services.monitoring.domain.agreement import KpiTerms, Terms
from services.monitoring.domain.periods import AMSTERDAM, all_periods_of
from services.monitoring.domain.worked_out import parts_of
from services.monitoring.store.history import every_version
from services.monitoring.store.tables import (
    Agreement,
    ApiKey,
    CurrentValue,
    InitiativeFigure,
    Kpi,
    Partner,
    Submission,
    ValueVersion,
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


_HOLD = (
    select(col(Partner.subsidy_ended_on))
    .where(col(Partner.id) == bindparam("partner_id"))
    .with_for_update(key_share=True)
)


async def hold_deliveries_of(session: Session, partner_id: UUID) -> date | None:
    """Let deliveries of one partner come one after the other; others wait here until this one is committed.

    Since when the subsidy has ended, or None.
    """
    ended_on: date | None = await session.scalar(_HOLD, {"partner_id": partner_id})
    return ended_on


IN_FORCE_AT = func.coalesce(col(Agreement.in_force_at), col(Agreement.made_at))
"""Since when a version is in force: what was made before there were four eyes, since it was made."""


async def find_agreement(
    session: Session, partner_id: UUID, year: int, before: datetime | None = None
) -> Agreement | None:
    """The version in force: the newest there is, or that there was before a moment."""
    of_year = (col(Agreement.partner_id) == partner_id) & (col(Agreement.year) == year)
    newest = select(Agreement).where(of_year).order_by(col(Agreement.version).desc()).limit(1)
    found: Agreement | None = await session.scalar(newest if before is None else newest.where(before > IN_FORCE_AT))
    return found


async def version_in_force(session: Session, partner_id: UUID, year: int) -> int | None:
    of_year = (col(Agreement.partner_id) == partner_id) & (col(Agreement.year) == year)
    found: int | None = await session.scalar(select(func.max(col(Agreement.version))).where(of_year))
    return found


async def kpis_of(session: Session, agreement_id: UUID) -> Sequence[Kpi]:
    of_agreement = select(Kpi).where(col(Kpi.agreement_id) == agreement_id)
    return (await session.scalars(of_agreement.order_by(col(Kpi.position)))).all()


async def get_terms(session: Session, partner_id: UUID, year: int) -> Terms:
    """What was agreed for a year. Raises NoAgreement."""
    agreement = await find_agreement(session, partner_id, year)
    if agreement is None:
        raise NoAgreement(year=year)
    kpis = {kpi.code: kpi for kpi in await kpis_of(session, agreement.id)}
    since = await _agreed_on(session, partner_id, year)
    terms = {
        code: KpiTerms(code, kpi.unit, kpi.by_area, kpi.frequency, parts_of(kpis, code), since[code])
        for code, kpi in kpis.items()
    }
    return Terms(partner_id, year, terms, agreement.version)


async def _agreed_on(session: Session, partner_id: UUID, year: int) -> Mapping[str, date]:
    """Of every code of a year the day in Amsterdam on which a version with it first came into force.

    What was agreed before that day was kept is agreed from the first day of the year.
    """
    day = sql_cast(func.timezone(AMSTERDAM.key, col(Agreement.in_force_at)), Date)
    found = await session.execute(
        select(col(Kpi.code), func.min(func.coalesce(day, date(year, 1, 1))).label("agreed_on"))
        .join(Agreement, col(Agreement.id) == col(Kpi.agreement_id))
        .where(col(Agreement.partner_id) == partner_id, col(Agreement.year) == year)
        .group_by(col(Kpi.code))
    )
    return {row.code: row.agreed_on for row in found}


async def find_api_key(session: Session, key_id: str) -> ApiKey | None:
    return await session.get(ApiKey, key_id)


async def api_keys_of(session: Session, partner_id: UUID) -> Sequence[ApiKey]:
    of_partner = select(ApiKey).where(col(ApiKey.partner_id) == partner_id)
    return (await session.scalars(of_partner.order_by(col(ApiKey.made_at), col(ApiKey.id)))).all()


def receipt_columns(rows: SQLColumnExpression[Any]) -> list[Any]:
    """All a receipt needs; not the body, which may be large."""
    whole = Submission
    return [
        whole.id, whole.partner_id, whole.period, whole.content_sha256, whole.received_at,
        whole.mode, whole.replaces, whole.agreement_version,
        whole.new, whole.changed, whole.unchanged, whole.refused, whole.withdrawn,
        rows.label("rows"),
    ]  # fmt: skip


def first_refused(most: int) -> SQLColumnExpression[Any]:
    """Of the rows of a receipt the first that were refused."""
    refused = func.jsonb_path_query_array(col(Submission.rows), sql_cast('$[*] ? (@.outcome == "refused")', JSONPATH))
    return func.jsonb_path_query_array(refused, sql_cast(f"$[0 to {most - 1}]", JSONPATH))


_SAME = select(*receipt_columns(col(Submission.rows))).where(
    col(Submission.partner_id) == bindparam("partner_id"),
    col(Submission.content_sha256) == bindparam("content_sha256"),
)


async def find_same_submission(session: Session, partner_id: UUID, content_sha256: bytes) -> Row[Any] | None:
    given = {"partner_id": partner_id, "content_sha256": content_sha256}
    return (await session.execute(_SAME, given)).one_or_none()


async def get_submission(session: Session, submission_id: UUID, *, short: bool = False) -> Row[Any]:
    """`short`: without its rows. Raises UnknownSubmission."""
    this = col(Submission.id) == submission_id
    rows: Any = sql_cast("[]", JSONB) if short else col(Submission.rows)
    found = (await session.execute(select(*receipt_columns(rows)).where(this))).one_or_none()
    if found is None:
        raise UnknownSubmission
    return found


async def newest_submissions(session: Session, partner_id: UUID, year: int) -> Sequence[Row[Any]]:
    """The last receipts of a year, newest first; of a large one only rows that were refused."""
    rows = col(Submission.rows)
    shown = case((func.jsonb_array_length(rows) <= ROWS_IN_A_LIST, rows), else_=first_refused(ROWS_IN_A_LIST))
    of_year = (col(Submission.partner_id) == partner_id) & col(Submission.period).in_(all_periods_of(year))
    listed = (
        select(*receipt_columns(shown)).where(of_year).order_by(col(Submission.received_at).desc(), col(Submission.id))
    )
    return (await session.execute(listed.limit(RECEIPTS_IN_A_LIST))).all()


_CURRENT = select(col(CurrentValue.kpi_code), col(CurrentValue.area_id), col(CurrentValue.value)).where(
    col(CurrentValue.partner_id) == bindparam("partner_id"),
    col(CurrentValue.period) == bindparam("period"),
    col(CurrentValue.value).is_not(None),
)
_CURRENT_OF = _CURRENT.where(col(CurrentValue.kpi_code).in_(bindparam("codes", expanding=True)))


async def current_values(
    session: Session, partner_id: UUID, period: str, codes: Iterable[str] | None
) -> Mapping[tuple[str, str | None], Decimal]:
    """What counts now of these KPIs in a period (None: of all), by code and area; not what was withdrawn."""
    given: dict[str, Any] = {"partner_id": partner_id, "period": period}
    if codes is None:
        rows = await session.execute(_CURRENT, given)
    else:
        rows = await session.execute(_CURRENT_OF, given | {"codes": sorted(set(codes))})
    return {(code, area_id): cast(Decimal, value) for code, area_id, value in rows}


def _values_known_before() -> type[ValueVersion]:
    """Of every value the version that was the newest before a moment."""
    version = every_version()
    place = (version.partner_id, version.period, version.kpi_code, version.area_id)
    columns = [col(one) for one in place]
    known = select(version).ext(distinct_on(*columns)).where(col(version.received_at) < bindparam("before"))
    return aliased(ValueVersion, known.order_by(*columns, col(version.id).desc()).subquery(), adapt_on_names=True)


def _newest_kpis(before: bool) -> Subquery:
    """Of every code of a year the newest version there is of it, and whether the version in force still has it.

    `before`: of the versions that were in force by then.
    """
    in_force = func.max(col(Agreement.version)).over(partition_by=col(Agreement.partner_id))
    found: Any = (
        select(
            col(Agreement.partner_id),
            col(Kpi.code),
            col(Kpi.id).label("kpi_id"),
            (col(Agreement.version) == in_force).label("is_agreed"),
        )
        .join(Kpi, col(Kpi.agreement_id) == col(Agreement.id))
        .where(col(Agreement.year) == bindparam("year"))
    )
    found = found.where(bindparam("before") > IN_FORCE_AT) if before else found
    place = (col(Agreement.partner_id), col(Kpi.code))
    newest: Subquery = found.ext(distinct_on(*place)).order_by(*place, col(Agreement.version).desc()).subquery()
    return newest


@cache
def _figures(of_area: bool, of_partner: bool, before: bool) -> Select[Any, Kpi, Partner, bool]:
    value: Any = _values_known_before() if before else CurrentValue
    newest = _newest_kpis(before)
    figures = (
        select(value, Kpi, Partner, newest.c.is_agreed)
        .join(Partner, col(Partner.id) == value.partner_id)
        .join(newest, (newest.c.partner_id == value.partner_id) & (newest.c.code == value.kpi_code))
        .join(Kpi, col(Kpi.id) == newest.c.kpi_id)
        .where(value.period.in_(bindparam("periods", expanding=True)))
        .order_by(func.lower(col(Partner.name)), col(Kpi.position), value.period, value.area_id)
    )
    if of_area:
        figures = figures.where((value.area_id == bindparam("area_id")) | value.area_id.is_(None))
    if of_partner:
        figures = figures.where(value.partner_id == bindparam("partner_id"))
    return figures


async def figures_of(
    session: Session,
    year: int,
    *,
    area_id: str | None = None,
    partner_id: UUID | None = None,
    before: datetime | None = None,
) -> Sequence[tuple[CurrentValue | ValueVersion, Kpi, Partner, bool]]:
    """Values of a year's periods for an area (with those of the whole municipality) or a partner, with Kpi and Partner.

    The values that count now, or those that were known before a moment; and whether the version in force (now, or at
    that moment) has the KPI: what a version left out is not shown, and still decides on what is hidden.
    """
    asked = {"area_id": area_id, "partner_id": partner_id, "before": before}
    given = {name: value for name, value in asked.items() if value is not None}
    figures = _figures(area_id is not None, partner_id is not None, before is not None)
    found = await session.execute(figures, {"year": year, "periods": all_periods_of(year), **given})
    return [(value, kpi, partner, is_agreed) for value, kpi, partner, is_agreed in found]


_OF_INITIATIVES = (
    select(InitiativeFigure)
    .where(col(InitiativeFigure.area_id) == bindparam("area_id"), col(InitiativeFigure.year) == bindparam("year"))
    .order_by(col(InitiativeFigure.title))
)


async def initiative_figures(session: Session, area_id: str, year: int) -> Sequence[InitiativeFigure]:
    return (await session.scalars(_OF_INITIATIVES, {"area_id": area_id, "year": year})).all()


_SUMS: Any = select(
    func.count(),
    func.count(col(InitiativeFigure.children_reached)),
    func.sum(col(InitiativeFigure.children_reached)),
    func.count().filter(col(InitiativeFigure.learned) != ""),
    *(func.count().filter(col(InitiativeFigure.rating) == rating) for rating in range(1, 6)),
).where(col(InitiativeFigure.year) == bindparam("year"))


async def initiative_sums(session: Session, year: int) -> Sequence[int | None]:
    """How many told, how many counted children, their sum or None, how many learned, and how many gave each rating."""
    return tuple((await session.execute(_SUMS, {"year": year})).one())
