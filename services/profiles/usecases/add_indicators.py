"""Columns of a source that no indicator is read from yet become indicators of their own."""

from collections.abc import Sequence

from services.kit.database import Session
from services.profiles.domain.new_indicator import code_of, kind_of, rounding_of, theme_of, unit_of, weight_of
from services.profiles.domain.reading import stems_of
from services.profiles.sources.cells import decimals_in
from services.profiles.sources.table import SourceColumn
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.tables import Indicator
from services.profiles.usecases.read_columns import KnownRow


async def add_indicators(
    session: Session, catalogue: Catalogue, columns: Sequence[SourceColumn], rows: Sequence[KnownRow]
) -> list[str]:
    """The codes of what was added, in the source's own words; the officer can improve them on the catalogue's page.

    An indicator gets as many decimals as its figures have: a label of StatLine does not say it, and no figure may be
    shown with fewer than the source gives.
    """
    known = {stem for row in catalogue.indicators.values() for stem in stems_of(row.source_columns)}
    place = max((row.position for row in catalogue.indicators.values()), default=0)
    added = []
    for at, column in enumerate(columns):
        if column.stem not in known:
            place += 1
            seen = decimals_in(row.cells[at] for row in rows)
            told = [found for found in (column.decimals, seen) if found is not None]
            session.add(_indicator(column, max(told, default=None), place, catalogue))
            added.append(code_of(column.stem))
    await session.flush()
    return added


def _indicator(column: SourceColumn, decimals: int | None, place: int, catalogue: Catalogue) -> Indicator:
    title = column.title or column.name
    kind = kind_of(column.unit, title, decimals)
    unit, theme = unit_of(column.unit), theme_of(column.theme)
    weight = weight_of(kind, unit, theme)
    return Indicator(
        code=code_of(column.stem),
        position=place,
        source_columns=column.stem,
        theme=theme,
        name_nl=title,
        name_en=title,
        definition_nl=column.description,
        definition_en=column.description,
        unit=unit,
        kind=kind,
        numerator=None,
        denominator=weight if weight in catalogue.indicators else None,
        base=None,
        factor=None,
        minimum_base=0,
        decimals=decimals or 0,
        rounding=rounding_of(kind, unit, theme),
        direction="neutral",
        key_figure=None,
    )
