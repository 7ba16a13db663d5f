"""The catalogue and the releases, as every page needs them."""

from dataclasses import dataclass

from services.kit.database import Session
from services.profiles.contract.refusals import UnknownIndicator
from services.profiles.domain.aggregate import Kind
from services.profiles.domain.catalogue import Recipe
from services.profiles.store.keeper import Keeper
from services.profiles.store.queries import find_indicators, find_releases
from services.profiles.store.tables import Indicator, Release


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Indicators in the order people see them, how each is made, and the releases by id."""

    indicators: dict[str, Indicator]
    recipes: dict[str, Recipe]
    releases: dict[str, Release]

    @property
    def key_figures(self) -> list[str]:
        """Codes of what the first screen shows, in its order."""
        places = {code: row.key_figure for code, row in self.indicators.items() if row.key_figure is not None}
        return sorted(places, key=lambda code: places[code])

    def check(self, code: str) -> str:
        """The code itself, when there is such an indicator. Raises UnknownIndicator."""
        if code not in self.indicators:
            raise UnknownIndicator(code=code)
        return code


async def get_catalogue(session: Session, keeper: Keeper, version: int) -> Catalogue:
    """The catalogue at this version of the data."""

    async def read() -> Catalogue:
        indicators = {row.code: row for row in await find_indicators(session)}
        recipes = {code: _recipe(row) for code, row in indicators.items()}
        return Catalogue(indicators, recipes, {row.id: row for row in await find_releases(session)})

    return await keeper.keep(version, "catalogue", read)


def _recipe(row: Indicator) -> Recipe:
    return Recipe(
        code=row.code,
        kind=Kind(row.kind),
        numerator=row.numerator,
        denominator=row.denominator,
        base=row.base,
        factor=row.factor,
        minimum_base=row.minimum_base,
    )
