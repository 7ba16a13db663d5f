"""Decide which delivered figures everybody may see: fetch what agreements say, and let the domain decide."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from services.kit.database import Session
from services.monitoring.domain.periods import read_period, year_of
from services.monitoring.domain.release import Agreed, Cell, Figure, Key, hidden_figures
from services.monitoring.store.release_queries import agreed_of
from services.monitoring.store.tables import Agreement, CurrentValue, Kpi


class Value(Protocol):
    """A value as it counts now, or counted on a day."""

    partner_id: UUID
    period: str
    kpi_code: str
    area_id: str | None
    value: Decimal | None


def key_of(value: Value) -> Key:
    return (value.partner_id, value.period, value.area_id), value.kpi_code


def with_kpi(
    rows: Iterable[CurrentValue], agreed: Mapping[int, tuple[Agreement, Mapping[str, Kpi]]]
) -> Iterator[tuple[CurrentValue, Kpi]]:
    """Each value with its KPI in the agreement of its year; without those it no longer has."""
    for row in rows:
        kpi = agreed[year_of(row.period)][1].get(row.kpi_code)
        if kpi is not None:
            yield row, kpi


async def hidden_of(session: Session, found: Iterable[tuple[Value, Kpi]]) -> set[Key]:
    """Of values with the KPI of their year, all there are of those partners and places."""
    known = list(found)
    return decide(known, await agreed_of(session, {value.partner_id for value, _ in known}))


def decide(found: Iterable[tuple[Value, Kpi]], agreed: Agreed) -> set[Key]:
    """The same, when what was agreed is known already."""
    return hidden_figures(_figures(found, agreed), agreed.made)


def _figures(found: Iterable[tuple[Value, Kpi]], agreed: Agreed) -> Iterator[Figure]:
    for value, kpi in found:
        if value.value is None:
            continue
        place, code = key_of(value)
        fits = read_period(value.period).kind == kpi.frequency and (value.area_id is not None) == kpi.by_area
        yield Figure(place, code, Cell(agreed.unit(place, code, kpi.unit), value.value), fits)


async def hidden_then(
    session: Session, then: Iterable[tuple[Value, Kpi]], now: Iterable[tuple[Value, Kpi]]
) -> set[Key]:
    """As of an earlier day: what was to hide then, and what is to hide now and has not changed since.

    A count that is hidden now for what stands beside it would else still be shown as of the day before that came.
    """
    earlier, current = list(then), list(now)
    agreed = await agreed_of(session, {value.partner_id for value, _ in (*earlier, *current)})
    values = {key_of(value): value.value for value, _ in earlier}
    hidden_now = decide(current, agreed)
    same = {key_of(value) for value, _ in current if values.get(key_of(value)) == value.value}
    return decide(earlier, agreed) | (hidden_now & same)
