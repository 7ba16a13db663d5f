"""Take in figures of the municipality's own: all rows or none, as a release of a source of its own."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func
from sqlalchemy import select as database_rows

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.kit.database import Session
from services.profiles.contract.models import Role
from services.profiles.contract.own_figures import DeliverOwnFigures
from services.profiles.contract.refusals import OwnFiguresRefused
from services.profiles.domain.definition import OWN
from services.profiles.domain.own_rows import Measured, OwnRow, RowFault, counts_people, judge
from services.profiles.domain.own_withheld import given_back
from services.profiles.domain.values import Status, Value
from services.profiles.sources.cells import NOT_DELIVERED
from services.profiles.sources.table import Cell, SourceColumn, SourceRegion, SourceRow, SourceTable
from services.profiles.store.areas import get_installation
from services.profiles.store.catalogue import read_catalogue
from services.profiles.store.own import Key, find_delivered, find_places
from services.profiles.usecases.import_table import import_table

SIGNS: Mapping[Status, Cell] = {Status.WITHHELD: "x", Status.NOT_APPLICABLE: "Impossible"}


@dataclass(frozen=True, slots=True)
class Taken:
    """The releases that were made, and per row "new", "changed" or "unchanged"."""

    releases: tuple[str, ...]
    outcomes: Mapping[int, str]

    @property
    def counts(self) -> Counter[str]:
        return Counter(self.outcomes.values())


async def take_own_figures(session: Session, caller: Caller, clock: Clock, body: DeliverOwnFigures, site: str) -> Taken:
    """What became of each row. A figure that is not among them stays what an earlier delivery of the source said.

    A source without an address of its own gets that of its figure's page on our `site`: a figure links to its source.
    Raises NotYours, NoFigures, and OwnFiguresRefused with every row that cannot be right.
    """
    caller.require_role(Role.POLICY_OFFICER)
    await session.execute(database_rows(func.pg_advisory_xact_lock(func.hashtext("import"))))
    await get_installation(session)
    catalogue = await read_catalogue(session)
    rows = [OwnRow(line, **row.model_dump()) for line, row in enumerate(body.rows, start=1)]
    places = await find_places(session, {row.year for row in rows})
    _check(judge(rows, catalogue.indicators, places), rows)
    releases: list[str] = []
    outcomes: dict[int, str] = {}
    for year in sorted({row.year for row in rows}):
        before = await find_delivered(session, catalogue, body.table, year)
        given = {(places.of(row)[0], row.indicator): row for row in rows if row.year == year}
        outcomes |= {row.line: _outcome(before.get(key), row.value) for key, row in given.items()}
        values = before | {key: row.value for key, row in given.items()}
        _check(_given_back(given, values, catalogue.indicators, places.parents[year]), rows)
        report = await import_table(session, _table(body, year, values, site), by=caller.name, now=clock.now())
        releases += [report.release] if report.release else []
    return Taken(tuple(releases), dict(sorted(outcomes.items())))


def _check(faults: Sequence[RowFault], rows: Sequence[OwnRow]) -> None:
    if faults:
        raise OwnFiguresRefused(refused=len(faults), rows=len(rows), errors=[_as_error(fault) for fault in faults])


def _given_back(
    given: Mapping[Key, OwnRow],
    values: Mapping[Key, Value],
    indicators: Mapping[str, Measured],
    parents: Mapping[str, str | None],
) -> list[RowFault]:
    """The rows with which a total gives back what is withheld, whichever delivery said the rest."""
    found: list[RowFault] = []
    for code in sorted({code for _, code in given if counts_people(indicators[code])}):
        of_code = {region: value for (region, own), value in values.items() if own == code}
        for leak in given_back(of_code, parents):
            facts = {"region": leak.whole, "withheld": ", ".join(sorted(leak.withheld))}
            part_of = {region for region in of_code if parents.get(region) == leak.whole} | {leak.whole}
            found += [
                RowFault(row.line, "given-back", facts)
                for key, row in given.items()
                if key[0] in part_of and key[1] == code
            ]
    return sorted(found, key=lambda fault: fault.line)


def _outcome(before: Value | None, now: Value) -> str:
    if before is None:
        return "new"
    return "unchanged" if before == now else "changed"


def _table(body: DeliverOwnFigures, year: int, values: Mapping[Key, Value], site: str) -> SourceTable:
    """Everything the source says of a year, complete in itself, as an import wants it."""
    regions, indicators = _sorted(region for region, _ in values), _sorted(indicator for _, indicator in values)
    rows = [
        SourceRow(
            number=number,
            region=SourceRegion(region, level="", name="", municipality=None, parent=None, changed=None),
            cells=[_cell(values.get((region, indicator))) for indicator in indicators],
        )
        for number, region in enumerate(regions, start=1)
    ]
    return SourceTable(
        table=body.table,
        title=body.title,
        year=year,
        modified=None,
        url=body.url or f"{site}/{year}/cijfers/{indicators[0]}",
        licence=body.licence,
        attribution=body.attribution,
        columns=[SourceColumn(code, OWN + code, code, "", "", "", 0) for code in indicators],
        rows=rows,
        expected_rows=len(rows),
    )


def _cell(value: Value | None) -> Cell:
    if value is None:
        return NOT_DELIVERED
    if value.status is Status.MISSING:
        return None
    return SIGNS.get(value.status, f"{value.number:f}" if value.number is not None else None)


def _sorted(codes: Iterable[str]) -> list[str]:
    return sorted(set(codes))


def _as_error(fault: RowFault) -> dict[str, str]:
    facts = {name: str(fact) for name, fact in fault.facts.items()}
    return {"field": f"rows.{fault.line}", "slug": f"own.{fault.rule}", **facts}
