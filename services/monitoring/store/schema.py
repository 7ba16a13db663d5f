"""What the tables of this service share: their registry, how constraints are named, and checks they have in common."""

from collections.abc import Iterable

from sqlalchemy import MetaData, Table
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

PERIOD = r"period ~ '^20[0-9][0-9](-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$'"

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Base(SQLModel, registry=registry(metadata=metadata)):
    """Base of this service's tables, in a registry of their own."""


def one_of(column: str, allowed: Iterable[str]) -> str:
    """The check that a column holds one of these."""
    return f"{column} IN ({', '.join(repr(value) for value in allowed)})"


def table_of(rows: type[Base]) -> Table:
    """The table of a class, for statements that need no objects."""
    return metadata.tables[str(rows.__tablename__)]
