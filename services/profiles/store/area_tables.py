"""The tables of areas: what the municipality makes of its districts, per year, and whose installation this is."""

from datetime import datetime

from sqlalchemy import CheckConstraint, DateTime, ForeignKeyConstraint, Index
from sqlmodel import Field

from services.profiles.store.schema import Base


class Area(Base, table=True):
    """An area of the municipality's own; the id is for life. `name` is that of the newest division it is in."""

    __tablename__ = "areas"

    id: str = Field(primary_key=True)
    name: str


class AreaDivision(Base, table=True):
    """That the municipality is divided anew from a year on, with the regions of `regions_year`.

    `version` goes up with every change of any division: of two the later change has the higher one.
    """

    __tablename__ = "area_divisions"

    valid_from: int = Field(primary_key=True)
    regions_year: int
    version: int
    changed_by: str
    changed_at: datetime = Field(sa_type=DateTime(timezone=True))


class DivisionArea(Base, table=True):
    """An area in a division, with the name it has from that year on."""

    __tablename__ = "division_areas"

    valid_from: int = Field(primary_key=True, foreign_key="area_divisions.valid_from")
    area_id: str = Field(primary_key=True, foreign_key="areas.id")
    name: str


class AreaRegion(Base, table=True):
    """What an area consists of from a year on, until the next year in which the municipality is divided again."""

    __tablename__ = "area_regions"
    __table_args__ = (
        ForeignKeyConstraint(["region_code", "regions_year"], ["regions.code", "regions.year"]),
        ForeignKeyConstraint(["valid_from", "area_id"], ["division_areas.valid_from", "division_areas.area_id"]),
        Index("ix_area_regions_area_id", "area_id"),
    )

    valid_from: int = Field(primary_key=True)
    region_code: str = Field(primary_key=True)
    regions_year: int
    area_id: str


class Installation(Base, table=True):
    """The one row: whose installation this is. `data_version` goes up with figures, regions and areas (keeper.py)."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("one_row", name="one_row"),)

    one_row: bool = Field(primary_key=True, default=True)
    municipality: str
    is_example: bool = False
    grouping_note_nl: str
    grouping_note_en: str
    data_version: int
