"""What the tables of this service share: their registry, how constraints are named, and columns for time and money."""

from typing import Any

from sqlalchemy import BigInteger, DateTime, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel, registry=registry()):
    """Tables of this service only."""


metadata = Base.metadata
metadata.naming_convention = NAMING


def moment(**more: Any) -> Any:
    """A column for an aware UTC time."""
    return Field(sa_type=DateTime(timezone=True), **more)


def cents(**more: Any) -> Any:
    """A column for euro cents."""
    return Field(sa_type=BigInteger, **more)


def table_of(rows: type[Base]) -> Table:
    """The table of a class, for statements that need no objects: those cost a third more."""
    return metadata.tables[str(rows.__tablename__)]
