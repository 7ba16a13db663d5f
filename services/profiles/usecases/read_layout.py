"""Read how the municipality is divided into areas, what belongs to none, and the outlines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from services.kit.database import Session
from services.profiles.domain.division import Division
from services.profiles.store.areas import Home, find_borders, find_division, find_uncovered
from services.profiles.store.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Layout:
    """`uncovered`: districts (code, name); `borders`: area id, GeoJSON geometry and its source, per region."""

    division: Division
    uncovered: Sequence[tuple[str, str]]
    borders: Sequence[tuple[str, dict[str, Any], str]]


async def read_layout(session: Session, keeper: Keeper, home: Home) -> Layout:
    """The layout in the year of composition that answers for the year asked."""

    async def read() -> Layout:
        return Layout(
            await find_division(session, home), await find_uncovered(session, home), await find_borders(session, home)
        )

    key = ("layout", home.figures_year, home.composed_in)
    return await keeper.keep(home.installation.data_version, key, read)
