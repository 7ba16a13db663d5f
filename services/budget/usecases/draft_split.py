"""Drafts a year's split: divides, and freezes the figures it divided by."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from services.budget.contract.models import DraftSplit, LineKind, SplitState
from services.budget.domain.split import AreaWeight, Division, Plan, divide
from services.budget.store.tables import Line, Split, Step
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.money import Money
from services.profiles.contract.models import AreaIndicatorValues, MunicipalityView

Figures = AreaIndicatorValues


@dataclass(frozen=True)
class Key:
    """What profiles said before the transaction began: the areas of the year, and their figures."""

    municipality: MunicipalityView
    figures: Figures


def check_may_draft(caller: Caller) -> None:
    """Raise NotYours unless a policy officer asks."""
    caller.require_role("policy_officer")


async def draft_split(session: Session, caller: Caller, body: DraftSplit, key: Key, office: Office) -> Split:
    """Raises NotYours, SplitNotExact (or a kind of it) and NoWeight."""
    check_may_draft(caller)
    division = divide(_plan(body), _weights(key))
    split = _split(body, key, division, office)
    session.add(split)
    await session.flush()
    session.add_all(_lines(split, division, key))
    session.add(
        Step(
            split_id=split.id,
            version=split.version,
            state=split.state,
            by=caller.name,
            at=split.created_at,
            note="",
        )
    )
    await session.flush()
    return split


def _plan(body: DraftSplit) -> Plan:
    return Plan(
        youth_budget=Money(body.youth_budget_cents),
        prevention_share=Fraction(body.prevention_share),
        areas_share=Fraction(body.areas_share),
        support=Money(body.support_cents),
        base_per_area=Money(body.base_per_area_cents),
    )


def _weights(key: Key) -> list[AreaWeight]:
    """One per area of the year, also when profiles has no figure for it."""
    figures = {value.area_id: value.value for value in key.figures.values}
    weights = []
    for area in key.municipality.areas:
        figure = figures.get(area.id)
        number = None if figure is None or figure.number is None else Fraction(figure.number)
        weights.append(AreaWeight(area.id, area.name, number, figure.status if figure else "missing"))
    return weights


def _split(body: DraftSplit, key: Key, division: Division, office: Office) -> Split:
    source = key.figures.source
    return Split(
        year=body.year,
        state=SplitState.DRAFT.value,
        version=1,
        municipality_name=key.municipality.name,
        youth_budget_cents=body.youth_budget_cents,
        prevention_share=str(Fraction(body.prevention_share)),
        areas_share=str(Fraction(body.areas_share)),
        total_cents=division.total.cents,
        areas_cents=division.areas_total.cents,
        base_per_area_cents=body.base_per_area_cents,
        indicator=key.figures.indicator.code,
        indicator_name=key.figures.names["nl"],
        indicator_name_en=key.figures.names["en"],
        period=source.period,
        release=source.release,
        source_table=source.table,
        source_title=source.title,
        edition=source.edition,
        retrieved_on=source.retrieved_on,
        licence=source.licence,
        attribution=source.attribution,
        source_url=source.url,
        releases=[release.model_dump(mode="json", by_alias=True) for release in key.figures.releases],
        created_at=office.now(),
    )


def _lines(split: Split, division: Division, key: Key) -> list[Line]:
    """Areas in order of their id, then the city-wide money, then support."""
    behind = {value.area_id: value.releases for value in key.figures.values}
    areas = [
        Line(
            split_id=split.id,
            position=position,
            kind=LineKind.AREA.value,
            area_id=part.area_id,
            name=part.name,
            amount_cents=part.amount.cents,
            base_cents=part.base.cents,
            weight=Decimal(part.weight.numerator) / Decimal(part.weight.denominator),
            releases=behind.get(part.area_id, []),
        )
        for position, part in enumerate(division.areas)
    ]
    rest = [(LineKind.CITY_WIDE, division.city_wide), (LineKind.SUPPORT, division.support)]
    return areas + [
        Line(
            split_id=split.id,
            position=position,
            kind=kind.value,
            area_id=None,
            name=kind.value,
            amount_cents=amount.cents,
            base_cents=None,
            weight=None,
        )
        for position, (kind, amount) in enumerate(rest, start=len(areas))
    ]
