"""Divides a plan with the figures of profiles, and freezes it: from what is kept anyone can divide again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal
from uuid import UUID, uuid4

from services.budget.contract.plan_refusals import NoWeight
from services.budget.contract.refusals import SourceNotUsable, UnknownSource
from services.budget.contract.sources import SourceState, SplitSource
from services.budget.contract.splits import AllocationKey, DraftSplit, KeySource, PlanLine
from services.budget.domain import allocation_key
from services.budget.domain import plan as domain
from services.budget.store.money_tables import Source, SplitLine
from services.budget.store.queries import sources_with
from services.kit.database import Session
from services.kit.logging import language
from services.kit.money import Money
from services.profiles.contract.models import AreaIndicatorValues, KeyDivision


@dataclass(frozen=True)
class Key:
    """What profiles said before the transaction began: figures per indicator for the areas of one division.

    `division` is None for a plan that uses no figures.
    """

    municipality_name: str
    division: KeyDivision | None
    figures: Mapping[str, AreaIndicatorValues]

    @property
    def areas(self) -> dict[str, str]:
        """The name of every area, by its id."""
        return {value.area_id: value.area_name for values in self.figures.values() for value in values.values}


@dataclass(frozen=True)
class FrozenPlan:
    """A plan divided: `plan` and `figures` as documents, and a row per line of the tree.

    `split_id` is what the split will be called once it is kept.
    """

    split_id: UUID
    total_cents: int
    plan: dict[str, Any]
    figures: dict[str, Any]
    lines: list[SplitLine]


def indicators_of(lines: Sequence[PlanLine]) -> list[str]:
    """The indicators all keys of a plan use, each once."""
    found: dict[str, None] = {}
    for key in _keys(lines):
        for component in key.components:
            found |= dict.fromkeys(filter(None, (component.indicator, component.times)))
    return list(found)


def _keys(lines: Sequence[PlanLine]) -> Iterator[AllocationKey]:
    for line in lines:
        if line.allocation is not None:
            yield line.allocation
        yield from _keys(line.lines)


async def freeze_plan(session: Session, body: DraftSplit, key: Key) -> FrozenPlan:
    """Raises UnknownSource, SourceNotUsable, SplitNotExact (or a kind of it) and NoWeight."""
    known = await sources_with(session, body.source_ids)
    sources = [_usable(known.get(source_id), body.year) for source_id in dict.fromkeys(body.source_ids)]
    total = Money(sum(source.amount_cents for source in sources))
    areas = [allocation_key.Area(area_id, name) for area_id, name in key.areas.items()]
    figures = {indicator: _figures(values) for indicator, values in key.figures.items()}
    try:
        divided = domain.divide(total, [plan_line(line) for line in body.lines], areas, figures)
    except NoWeight as refusal:
        raise _in_words(refusal, key) from None
    split_id = uuid4()
    return FrozenPlan(
        split_id=split_id,
        total_cents=total.cents,
        plan={
            "sources": [_frozen_source(source) for source in sources],
            "lines": [line.model_dump(mode="json", by_alias=True) for line in body.lines],
        },
        figures={
            "areas": [{"id": area.id, "name": area.name} for area in areas],
            "division": key.division.model_dump(mode="json", by_alias=True) if key.division else None,
            "indicators": {indicator: _frozen_figures(values) for indicator, values in key.figures.items()},
        },
        lines=[_row(split_id, line, position) for position, line in enumerate(divided)],
    )


def _in_words(refusal: NoWeight, key: Key) -> NoWeight:
    """The same, with what its indicators are called in the language of who reads it."""
    now: Literal["nl", "en"] = "en" if language.get() == "en" else "nl"
    names = [key.figures[code].names[now] for code in refusal.facts["codes"]]
    return type(refusal)(**refusal.facts, name=" × ".join(names))


def _usable(source: Source | None, year: int) -> Source:
    if source is None:
        raise UnknownSource(source_id="–")
    if source.year != year or source.state == SourceState.WITHDRAWN:
        raise SourceNotUsable(name=source.name, year=year)
    return source


def _frozen_source(source: Source) -> dict[str, Any]:
    return SplitSource.model_validate(source, from_attributes=True).model_dump(mode="json", by_alias=True)


def plan_line(line: PlanLine) -> domain.PlanLine:
    """A line of the contract as the domain divides it."""
    return domain.PlanLine(
        key=line.key,
        name=line.name,
        kind=line.kind.value,
        share=None if line.share is None else Fraction(line.share),
        amount=None if line.amount_cents is None else Money(line.amount_cents),
        allocation=_allocation(line.allocation) if line.allocation else None,
        lines=tuple(plan_line(under) for under in line.lines),
    )


def _allocation(key: AllocationKey) -> allocation_key.Key:
    components = (
        allocation_key.Component(each.indicator, each.times, Fraction(each.weight)) for each in key.components
    )
    return allocation_key.Key(Money(key.base_per_area_cents), tuple(components))


def _figures(values: AreaIndicatorValues) -> dict[str, allocation_key.Figure]:
    numbers = ((area.area_id, area.value) for area in values.values)
    return {
        area_id: allocation_key.Figure(None if value.number is None else Fraction(value.number), value.status)
        for area_id, value in numbers
    }


def _frozen_figures(values: AreaIndicatorValues) -> dict[str, Any]:
    source = values.source
    frozen = KeySource(
        indicator=values.indicator.code,
        indicator_name=values.names["nl"],
        period=source.period,
        release=source.release,
        table=source.table,
        title=source.title,
        edition=source.edition,
        retrieved_on=source.retrieved_on,
        licence=source.licence,
        attribution=source.attribution,
        url=source.url,
        values={area.area_id: _text(area.value.number) for area in values.values},
        statuses={area.area_id: area.value.status for area in values.values},
        releases_behind={area.area_id: area.releases for area in values.values},
    )
    releases = [release.model_dump(mode="json", by_alias=True) for release in values.releases]
    document = frozen.model_dump(mode="json", by_alias=True)
    return document | {"releases": releases, "indicatorNameEn": values.names["en"]}


def _text(number: Any) -> str | None:
    return None if number is None else str(Fraction(number))


def _row(split_id: UUID, line: domain.DividedLine, position: int) -> SplitLine:
    """A row that does not know its line of the year yet."""
    return SplitLine(
        split_id=split_id,
        position=position,
        path=line.path,
        parent=line.parent,
        kind=line.kind,
        area_id=line.area_id,
        name=line.name,
        amount_cents=line.amount.cents,
        base_cents=None if line.base is None else line.base.cents,
        parts_cents=[part.cents for part in line.parts],
        weights=[str(weight) for weight in line.weights],
    )
