"""From an indicator with its columns to what the contract says of it in full."""

from pydantic.alias_generators import to_camel

from services.kit.texts import Texts
from services.profiles.api.figure_views import indicator_view, source_view
from services.profiles.contract.catalogue import IndicatorChangeView, IndicatorColumnView, IndicatorDetail
from services.profiles.domain.definition import is_own, used_by
from services.profiles.store.catalogue import Catalogue
from services.profiles.store.tables import IndicatorChange
from services.profiles.usecases.read_indicator import Column, IndicatorWhole


def detail_view(found: IndicatorWhole, texts: Texts) -> IndicatorDetail:
    row, catalogue = found.row, found.catalogue
    return IndicatorDetail(
        indicator=indicator_view(catalogue, row, texts),
        names={"nl": row.name_nl, "en": row.name_en},
        definitions={"nl": row.definition_nl, "en": row.definition_en},
        origin="computed" if row.numerator else "own" if is_own(row) else "source",
        numerator=row.numerator,
        base=row.base,
        factor=row.factor,
        minimum_base=row.minimum_base,
        key_figure=row.key_figure,
        version=row.version,
        edited_at=row.edited_at,
        used_by=used_by(row.code, list(catalogue.indicators.values())),
        columns=[_column_view(column, catalogue, texts) for column in found.columns],
    )


def change_view(change: IndicatorChange) -> IndicatorChangeView:
    return IndicatorChangeView(
        version=change.version,
        changed_by=change.changed_by,
        changed_at=change.changed_at,
        before={to_camel(name): value for name, value in change.before.items()},
        after={to_camel(name): value for name, value in change.after.items()},
    )


def _column_view(column: Column, catalogue: Catalogue, texts: Texts) -> IndicatorColumnView:
    return IndicatorColumnView(
        indicator=column.indicator.code,
        indicator_name=indicator_view(catalogue, column.indicator, texts).name,
        source=source_view(column.release),
        published_on=column.release.published_on,
        source_column=column.column.source_column,
        is_published=column.column.is_published,
        numbers=dict(column.numbers),
    )
