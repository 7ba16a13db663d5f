"""How the municipality is divided into areas from a year on, and what became of regions that changed."""

from pydantic import Field

from services.kit.contract import Number, Reply, Request, Slug, Timestamp, Year
from services.profiles.contract.models import RegionRef

RegionCodeField = Field(pattern=r"^[A-Z]{2}[0-9A-Z]{2,8}$", description="Code of Statistics Netherlands, e.g. WK051842")


class AreaRef(Reply):
    id: Slug
    name: str


class DividedArea(AreaRef):
    """An area in a division. `lost`: regions of the earlier division that cannot be found back in these regions."""

    regions: list[RegionRef]
    lost: list[RegionRef]


class DistrictView(Reply):
    """A district that can be chosen as a whole, or by its neighbourhoods."""

    code: str
    name: str
    neighbourhoods: list[RegionRef]


class AreaDivisionView(Reply):
    """The division that holds in `year`, and what it can be made of: `districts`, as they are in `regionsYear`."""

    year: Year
    composed_in: Year = Field(
        description="since when it is divided like this; the year itself when it was divided anew"
    )
    regions_year: Year
    version: int = Field(description="of the division as it was seen; a change needs it")
    areas: list[DividedArea]
    retired: list[AreaRef] = Field(description="areas of other years, that are no part of this division")
    districts: list[DistrictView]
    uncovered: list[RegionRef] = Field(description="districts, or neighbourhoods of a divided district, in no area")


class AreaChoice(Request):
    """An area with all its regions; without an id it is a new one. Its id is then made of its name, for life."""

    id: Slug | None = None
    name: str = Field(min_length=1, max_length=80, pattern=r"\S")
    regions: list[str] = Field(min_length=1, max_length=500)


class SaveAreaDivision(Request):
    """Divide the municipality anew from a year on. An area that is left out is retired from that year on."""

    version: int = Field(ge=0)
    regions_year: Year
    areas: list[AreaChoice] = Field(min_length=1, max_length=300)


class RegionShapeView(Reply):
    """Borders of a region: polygons, each a list of rings, each a list of [longitude, latitude] (WGS84)."""

    code: str
    polygons: list[list[list[tuple[float, float]]]]


class DivisionOutlines(Reply):
    shapes: list[RegionShapeView]
    source: str


class RecordMapping(Request):
    """`share` of the people of a region lives in another from `toYear` on. A name is needed where we have no region."""

    from_year: Year
    from_code: str = RegionCodeField
    from_name: str = Field("", max_length=120)
    to_year: Year
    to_code: str = RegionCodeField
    to_name: str = Field("", max_length=120)
    share: Number = Field(gt=0, le=1)
    basis: str = Field(min_length=1, max_length=500, description="how we know")
    source: str = Field(min_length=1, max_length=500)


class RecordMappings(Request):
    """What became of regions between two years; each of them is said whole, in place of what was recorded of it."""

    mappings: list[RecordMapping] = Field(min_length=1, max_length=1000)


class RegionMappingView(Reply):
    from_year: Year
    from_code: str
    from_name: str
    to_year: Year
    to_code: str
    to_name: str
    share: Number
    basis: str
    source: str
    recorded_at: Timestamp


class MappingsRecorded(Reply):
    """How many mappings were new, other than before, the same, or gone."""

    new: int
    changed: int
    unchanged: int
    removed: int
