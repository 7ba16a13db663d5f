"""Look at scaling down: referrals per quarter, with what would give a small number away left out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from services.kit.database import Session
from services.monitoring.domain.periods import year_of
from services.monitoring.domain.scaling import Beside, Line, is_shown, lines, quarters_between
from services.monitoring.store.referral_queries import counted_referrals
from services.monitoring.store.release_queries import agreed_of
from services.monitoring.store.series_queries import ever_agreed, values_of, versions_until
from services.monitoring.usecases.release import decide, key_of, with_kpi


async def look_at_scaling(session: Session, partner_id: UUID, today: date) -> tuple[list[Line], datetime | None]:
    """A line per quarter whose figures were due, and when the last referral came in or changed."""
    counted, last = await counted_referrals(session, partner_id)
    shown = [cell for cell in counted if is_shown(cell.quarter, today)]
    span = sorted({cell.quarter for cell in shown})
    if not span:
        return [], last
    beside = await _beside(session, partner_id, year_of(span[-1]))
    return lines(shown, quarters_between(span[0], span[-1]), beside), last


async def _beside(session: Session, partner_id: UUID, year: int) -> Mapping[str, Sequence[Beside]]:
    """The partner's own figures of people by area, per quarter: one of them may count the referrals too."""
    versions = await versions_until(session, partner_id, year)
    agreed, counted = ever_agreed(versions), await agreed_of(session, [partner_id])
    own = {code for (_, _, code) in counted.people}
    rows = await values_of(session, partner_id, counted.beside(partner_id, own), agreed)
    found = [(row, kpi) for row, kpi in with_kpi(rows, agreed) if row.value is not None]
    hidden = decide(found, counted)
    by_figure: dict[tuple[str, str], list[tuple[Decimal, bool]]] = defaultdict(list)
    for row, _ in found:
        if row.area_id is not None and row.kpi_code in own and row.value is not None:
            by_figure[row.period, row.kpi_code].append((row.value, key_of(row) in hidden))
    beside: dict[str, list[Beside]] = defaultdict(list)
    for (period, _), numbers in by_figure.items():
        left_out = [number for number, is_hidden in numbers if is_hidden]
        beside[period].append(Beside(sum((number for number, _ in numbers), Decimal(0)), left_out))
    return beside
