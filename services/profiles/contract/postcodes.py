"""What profiles says of a postcode: in which of the municipality's areas it lies."""

from typing import Annotated

from pydantic import Field

from services.kit.contract import Reply, Slug

POSTCODE = r"^\s*[1-9][0-9]{3}\s?([A-Za-z]{2})?\s*$"
PostcodeText = Annotated[str, Field(pattern=POSTCODE, max_length=10, description="1234 or 1234 AB")]


class PostcodeArea(Reply):
    id: Slug
    name: str


class PostcodePlaces(Reply):
    """The areas a postcode may lie in, by name. It is not repeated here, and it is not kept.

    `is_exact`: from a file of full postcodes. Otherwise four digits were looked up by the most frequent ones of
    each neighbourhood, so an area beside it may be the right one.
    """

    areas: list[PostcodeArea]
    is_exact: bool
