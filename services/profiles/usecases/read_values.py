"""Read figures of many places, indicators and years at once: a page of them, in as few statements as one of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.kit.database import Session
from services.kit.paging import Window
from services.profiles.contract.refusals import UnknownTheme
from services.profiles.domain.aggregate import Total
from services.profiles.domain.catalogue import figure, ingredients_of
from services.profiles.domain.values import Status, Value
from services.profiles.store.areas import get_installation
from services.profiles.store.catalogue import Catalogue, get_catalogue
from services.profiles.store.figures import Found, find_values_of_years
from services.profiles.store.keeper import Keeper
from services.profiles.usecases.list_rows import Asked, Row, list_rows


@dataclass(frozen=True, slots=True)
class Values:
    """One page: each place with the codes of the indicators that are on this page. `total` counts all figures."""

    pairs: Sequence[tuple[Row, Sequence[str]]]
    total: int
    absent: Sequence[tuple[str, int]]
    catalogue: Catalogue
    found: Mapping[int, Found]

    def figure(self, row: Row, code: str) -> Total:
        return figure(self.catalogue.recipes[code], row.followed.portions, self.found[row.year].values)

    def releases(self, row: Row, code: str) -> list[str]:
        """The releases a figure was made from, each once."""
        told = self.found[row.year].releases
        keys = ((region, part) for region in row.followed.codes for part in self._parts(code))
        return sorted({told[key] for key in keys if key in told})

    def _parts(self, code: str) -> Iterable[str]:
        recipe = self.catalogue.recipes[code]
        return (recipe.numerator, recipe.denominator or code) if recipe.numerator else (code,)


async def read_values(session: Session, keeper: Keeper, asked: Asked, window: Window) -> Values:
    """Raises PlacesNeeded, WithinNeeded, UnknownRegion, UnknownArea, UnknownIndicator, UnknownTheme, NoFigures."""
    catalogue = await get_catalogue(session, keeper, (await get_installation(session)).data_version)
    codes = _codes(catalogue, asked)
    rows = await list_rows(session, keeper, asked)
    pairs = _on_page(rows, codes, window)
    wanted: dict[int, set[str]] = {row.year: set() for row, _ in pairs}
    for row, _ in pairs:
        wanted[row.year] |= row.followed.codes
    needed = ingredients_of(catalogue.recipes[code] for code in {code for _, some in pairs for code in some})
    found = await find_values_of_years(session, catalogue, wanted, needed, asked.as_of) if pairs else {}
    if asked.as_of is not None:
        _say_not_published(catalogue, found, wanted, needed, asked.as_of)
    there = {(row.key, row.year) for row in rows}
    keys = (*asked.regions, *asked.areas)
    absent = [(key, year) for year in asked.years for key in keys if (key, year) not in there]
    return Values(pairs, len(rows) * len(codes), absent, catalogue, found)


def _codes(catalogue: Catalogue, asked: Asked) -> list[str]:
    if asked.indicators:
        return [catalogue.check(code) for code in asked.indicators]
    if codes := catalogue.of_theme(asked.theme):
        return codes
    raise UnknownTheme(theme=asked.theme)


def _on_page(rows: Sequence[Row], codes: Sequence[str], window: Window) -> list[tuple[Row, Sequence[str]]]:
    """The part of all places × indicators that is on this page."""
    start, stop, width = window.offset, window.offset + window.size, len(codes)
    return [
        (rows[place], codes[max(start - place * width, 0) : stop - place * width])
        for place in range(start // width, min(len(rows), -(-stop // width)))
    ]


def _say_not_published(
    catalogue: Catalogue, found: Mapping[int, Found], wanted: Mapping[int, set[str]], codes: Iterable[str], as_of: date
) -> None:
    """What only a later release tells was not published yet on that day, which is another thing than missing."""
    for year, regions in wanted.items():
        for code in codes:
            if catalogue.is_told_later(year, code, as_of):
                for region in regions:
                    found[year].values.setdefault((region, code), Value(Status.NOT_PUBLISHED))
