"""What profiles says of regions as a list: which there are in a year, and what is known of each."""

from typing import Literal

from pydantic import Field

from services.kit.contract import Reply, Year
from services.kit.paging import PageView

RegionLevel = Literal["country", "municipality", "district", "neighbourhood"]


class RegionView(Reply):
    """A region of Statistics Netherlands in one year: the same code may be another place in another year."""

    code: str
    name: str
    level: RegionLevel
    parent: str | None = Field(description="code of the region one level up")
    municipality: str | None = Field(description="code of the municipality it lies in, or is")
    year: Year
    change: Literal["none", "code", "borders"] | None = Field(
        description="what the source says became other than in the year before; null when it says nothing"
    )
    has_outline: bool = Field(description="whether its borders are known")


class RegionPage(Reply):
    """Regions of one year, by code."""

    year: Year = Field(description="the year that answers")
    regions: list[RegionView]
    page: PageView
