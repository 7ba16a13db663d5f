"""What profiles says of where a place lies, and of places to choose from."""

from pydantic import Field

from services.kit.contract import Reply, Year
from services.profiles.contract.comparisons import Level


class PlaceRef(Reply):
    """A region or an area to go to. `key` is its code, or the id of the area."""

    key: str
    name: str
    level: Level
    municipality: str | None = Field(None, description="code of the municipality it lies in")
    municipality_name: str | None = None


class Whereabouts(Reply):
    """A place in one year: what it lies in, the largest first, and what lies in it, by name."""

    year: Year = Field(description="the year of its figures")
    place: PlaceRef
    above: list[PlaceRef]
    below: list[PlaceRef]


class PlaceList(Reply):
    """Places with figures of the same year, by name."""

    year: Year
    places: list[PlaceRef]
    is_cut_off: bool = Field(False, description="more were found than are given")
