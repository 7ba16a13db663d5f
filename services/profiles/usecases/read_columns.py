"""Read the rows of a source column by column, as text for COPY: each different cell is understood once."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from services.profiles.domain.reading import Reading
from services.profiles.domain.values import Status
from services.profiles.sources.cells import NOTHING_SAID, read_cell
from services.profiles.sources.refused import CellRefused
from services.profiles.sources.table import Cell, SourceColumn, SourceTable
from services.profiles.store.copying import tail_of
from services.profiles.usecases.add_regions import RegionNumbers

PROGRESS_EVERY = 500
SAYS_SOMETHING = (Status.NUMBER, Status.WITHHELD)
"""One of these makes a column published: who keeps a figure back has it."""

UNKNOWN, IMPOSSIBLE = tail_of(Status.MISSING, None), tail_of(Status.NOT_APPLICABLE, None)


@dataclass(frozen=True, slots=True)
class RefusedRow:
    """Why a row, or one cell of it, cannot be taken in: `line` as the source counts, `reason` a slug."""

    line: int
    region: str
    column: str
    reason: str
    found: str


@dataclass(frozen=True, slots=True)
class KnownRow:
    """A row whose region has a number."""

    line: int
    code: str
    region: int
    cells: Sequence[Cell]


@dataclass(slots=True)
class Column:
    """What was read of one indicator: per region a line with region, status and number. No lines: not yet published."""

    reading: Reading
    lines: list[str] = field(default_factory=list)

    @property
    def is_published(self) -> bool:
        return bool(self.lines)


def read_rows(
    table: SourceTable, regions: RegionNumbers, progress: Callable[[int], None]
) -> tuple[list[KnownRow], list[RefusedRow]]:
    """All rows, and those whose region cannot be taken in. Raises SourceRefused when the source breaks off."""
    known: list[KnownRow] = []
    refused: list[RefusedRow] = []
    for done, row in enumerate(table.rows, start=1):
        number = regions.number_of(row.region)
        if isinstance(number, str):
            refused.append(RefusedRow(row.number, row.region.code, "", number, row.region.name))
        else:
            known.append(KnownRow(row.number, row.region.code, number, row.cells))
        if done % PROGRESS_EVERY == 0:
            progress(done)
    return known, refused


def read_column(
    reading: Reading, columns: Sequence[SourceColumn], rows: Sequence[KnownRow], nobody: Collection[int] = ()
) -> tuple[Column, list[RefusedRow]]:
    """One indicator for all rows, and the rows whose cell is neither a number nor a sign for no number.

    `nobody`: regions without anybody it could be about, known from elsewhere; there a missing figure cannot exist.
    """
    at = (*reading.places, *reading.base)
    pick = itemgetter(*at) if len(at) > 1 else _one(at[0])
    keys = [pick(row.cells) for row in rows]
    tails: dict[tuple[Cell, ...], str] = {}
    why: dict[tuple[Cell, ...], CellRefused] = {}
    silent: set[tuple[Cell, ...]] = set()
    is_published = False
    for key in set(keys):
        try:
            values = [read_cell(cell) for cell in key]
        except CellRefused as refusal:
            why[key] = refusal
            continue
        if NOTHING_SAID in values:
            silent.add(key)
            continue
        value = reading.value(values[: len(reading.places)], values[len(reading.places) :])
        is_published = is_published or value.status in SAYS_SOMETHING
        tails[key] = tail_of(value.status, value.number)
    if why:
        names = " + ".join(columns[place].name for place in reading.places)
        wrong = [(row, why[key]) for row, key in zip(rows, keys, strict=True) if key in why]
        return Column(reading), [
            RefusedRow(row.line, row.code, names, refusal.slug, str(refusal.raw)) for row, refusal in wrong
        ]
    if not is_published:
        return Column(reading), []
    if silent:  # What is not there stays as another release says it.
        rows = [row for row, key in zip(rows, keys, strict=True) if key not in silent]
        keys = [key for key in keys if key not in silent]
    if not nobody:
        return Column(reading, [f"{row.region}\t{tails[key]}" for row, key in zip(rows, keys, strict=True)]), []
    told = ((row.region, tails[key]) for row, key in zip(rows, keys, strict=True))
    lines = [f"{at}\t{IMPOSSIBLE if tail == UNKNOWN and at in nobody else tail}" for at, tail in told]
    return Column(reading, lines), []


def _one(place: int) -> Callable[[Sequence[Cell]], tuple[Cell, ...]]:
    return lambda cells: (cells[place],)
