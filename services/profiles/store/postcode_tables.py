"""The table of postcodes: in which neighbourhoods each lies. Of places, and of nobody."""

from sqlalchemy import CheckConstraint
from sqlmodel import Field

from services.profiles.store.schema import Base


class Postcode(Base, table=True):
    """Four digits: the most frequent ones of a neighbourhood, of CBS's key figures. Six signs: exact, from a file."""

    __tablename__ = "postcodes"
    __table_args__ = (CheckConstraint("postcode ~ '^[1-9][0-9]{3}([A-Z]{2})?$'", name="postcode"),)

    postcode: str = Field(primary_key=True)
    neighbourhood: str = Field(primary_key=True)
