"""Columns of a source that no indicator is read from yet become indicators of their own."""

from collections.abc import Sequence

from services.kit.database import Session
from services.profiles.domain.new_indicator import code_of, kind_of, rounding_of, theme_of, unit_of, weight_of
from services.profiles.domain.reading import stems_of
from services.profiles.sources.table import SourceColumn
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.tables import Indicator


async def add_indicators(session: Session, catalogue: Catalogue, columns: Sequence[SourceColumn]) -> list[str]:
    """The codes of what was added, in the source's own words; the officer can improve them on the catalogue's page."""
    known = {stem for row in catalogue.indicators.values() for stem in stems_of(row.source_columns)}
    place = max((row.position for row in catalogue.indicators.values()), default=0)
    added = []
    for column in columns:
        if column.stem not in known:
            place += 1
            session.add(_indicator(column, place, catalogue))
            added.append(code_of(column.stem))
    await session.flush()
    return added


def _indicator(column: SourceColumn, place: int, catalogue: Catalogue) -> Indicator:
    title = column.title or column.name
    kind = kind_of(column.unit, title, column.decimals)
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
        decimals=column.decimals,
        rounding=rounding_of(kind, unit, theme),
        direction="neutral",
        key_figure=None,
    )
