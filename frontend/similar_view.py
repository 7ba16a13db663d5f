"""Places that are alike, as a block of a page shows them: which, how much alike, and how that was measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from frontend import formats
from frontend.place_words import kind_of, kinds_of, meaning_of, profile_of
from frontend.translations import translations
from frontend.written import value_words
from services.profiles.contract.similar import SimilarPlace, SimilarPlaces


@dataclass(frozen=True, slots=True)
class AlikeRow:
    """One place that is alike; `texts` are its figures, in the order of the columns."""

    name: str
    where: str
    href: str
    compare_href: str
    distance: str
    texts: Sequence[str]


@dataclass(frozen=True, slots=True)
class AlikeBlock:
    """The block. `columns` are name and address of each figure used, with how places usually differ in it."""

    name: str
    kinds: str
    columns: Sequence[tuple[str, str]]
    here: Sequence[str]
    nothing: str
    rows: Sequence[AlikeRow]
    left_out: Sequence[str]
    least: int
    compared: str
    incomplete: int


def alike_block(found: SimilarPlaces, year: int, language: str) -> AlikeBlock:
    """What profiles says of the places most like one place; the template is `_similar.html`."""
    indicators = [measure.indicator for measure in found.measures]
    return AlikeBlock(
        name=found.name,
        kinds=_kinds(found, language),
        columns=[(indicator.name, meaning_of(year, indicator.code)) for indicator in indicators],
        here=[value_words(measure.here, measure.indicator, language) for measure in found.measures],
        nothing=formats.number(0, language, 1),
        rows=[
            AlikeRow(
                name=place.name,
                where=_where(place, found, language),
                href=profile_of(found.year, place.key),
                compare_href=f"/{found.year}/vergelijken?plek={found.key}&plek={place.key}",
                distance=formats.number(place.distance, language, 1),
                texts=[
                    value_words(value, indicator, language)
                    for value, indicator in zip(place.values, indicators, strict=True)
                ],
            )
            for place in found.places
        ],
        left_out=[left.indicator.name for left in found.left_out],
        least=found.least_measures,
        compared=formats.number(found.compared, language),
        incomplete=found.incomplete,
    )


def _kinds(found: SimilarPlaces, language: str) -> str:
    """What it was compared with: an area is set beside districts too."""
    if found.level == "area":
        return translations(language).gettext("gebieden en wijken")
    return kinds_of(found.level, language)


def _where(place: SimilarPlace, found: SimilarPlaces, language: str) -> str:
    """What tells two places of the same name apart: the municipality, and of an area's equals what kind they are."""
    if found.level == "area" and place.level:
        return kind_of(place.level, language)
    return place.municipality_name or ""
