"""Put percentages that follow from two counts beside those counts, by the same function as their series."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from services.monitoring.domain.periods import read_period
from services.monitoring.domain.release import Cell, Key
from services.monitoring.domain.signals.release import Delivered
from services.monitoring.domain.signals.series import Point, Shape, points
from services.monitoring.domain.worked_out import parts_of, two_decimals
from services.monitoring.store.tables import CurrentValue, Kpi, Partner, ValueVersion
from services.monitoring.usecases.release import key_of


@dataclass(slots=True)
class WorkedOut:
    """A value nobody delivered. Of one that is hidden the value says nothing."""

    partner_id: UUID
    period: str
    kpi_code: str
    area_id: str | None
    value: Decimal | None
    received_at: datetime


Found = tuple[CurrentValue | ValueVersion | WorkedOut, Kpi, Partner]
Counts = dict[tuple[str, str, str | None], Delivered]
Shares = Mapping[UUID, Mapping[str, tuple[Kpi, tuple[str, str]]]]
NOTHING = Decimal(0)


def work_out(
    found: Sequence[Found], hidden: set[Key], around: Mapping[UUID, Mapping[str, Kpi]], *, in_full: bool
) -> tuple[Sequence[Found], set[Key]]:
    """These figures with what follows from them, and which to hide; what was once delivered of those is left out.

    `around`: by partner the KPIs of the version in force, of which some name the others.
    """
    shares = {partner: _shares(kpis) for partner, kpis in around.items()}
    if not any(shares.values()):
        return found, hidden
    kept = [each for each in found if each[0].kpi_code not in shares.get(each[2].id, ())]
    made = list(_made(kept, hidden, shares, in_full))
    delivered = {key for key in hidden if key[1] not in shares.get(key[0][0], ())}
    too_small = {key_of(value) for (value, _, _), point in made if point.status == "too_small"}
    return _in_order(kept, [figure for figure, _ in made]), delivered | too_small


def _shares(kpis: Mapping[str, Kpi]) -> Mapping[str, tuple[Kpi, tuple[str, str]]]:
    return {code: (kpi, parts) for code, kpi in kpis.items() if (parts := parts_of(kpis, code))}


def _made(found: Sequence[Found], hidden: set[Key], shares: Shares, in_full: bool) -> Iterator[tuple[Found, Point]]:
    partners = {partner.id: partner for _, _, partner in found}
    counts: dict[UUID, Counts] = defaultdict(dict)
    for value, kpi, partner in found:
        if value.value is not None:
            cell = Delivered(Cell(kpi.unit, value.value), value.received_at, key_of(value) in hidden)
            counts[partner.id][value.kpi_code, value.period, value.area_id] = cell
    for partner_id, known in counts.items():
        for kpi, parts in shares.get(partner_id, {}).values():
            for value, point in _of_share(partner_id, kpi, parts, known, in_full):
                yield (value, kpi, partners[partner_id]), point


def _of_share(
    partner_id: UUID, kpi: Kpi, parts: tuple[str, str], counts: Counts, in_full: bool
) -> Iterator[tuple[WorkedOut, Point]]:
    cases, of = parts
    for code, period, area_id in list(counts):
        fits = read_period(period).kind == kpi.frequency and (area_id is not None) == kpi.by_area
        if code != cases or (of, period, area_id) not in counts or not fits:
            continue
        (point,) = points(Shape(kpi.code, cases, of, place=area_id), [period], counts, in_full=in_full)
        if point.status in ("number", "too_small"):
            number = NOTHING if point.value is None else two_decimals(point.value)
            came = max(counts[part, period, area_id].received_at for part in parts)
            yield WorkedOut(partner_id, period, kpi.code, area_id, number, came), point


def _in_order(kept: Sequence[Found], made: Sequence[Found]) -> Sequence[Found]:
    """By partner as they came, and then as the agreement has them; within a KPI as they came."""
    partners = {partner: i for i, partner in enumerate(dict.fromkeys(partner.id for _, _, partner in kept))}
    return sorted([*kept, *made], key=lambda each: (partners[each[2].id], each[1].position))
