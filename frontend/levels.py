"""The levels a page can show places at, as addresses name them."""

import re
from dataclasses import dataclass

from frontend.place_words import kinds_of
from services.kit.errors import NotFound

MUNICIPALITY = re.compile(r"GM[0-9]{4}")
LEVELS = {"gebied": "area", "wijk": "district", "buurt": "neighbourhood"}
NO_AREAS = ("wijk", "buurt")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose on a page: a link, of which one is the current."""

    label: str
    href: str
    current: bool = False


def level_of(given: str, is_home: bool) -> str:
    """The word of the level that was asked; areas are the home municipality's own. Raises NotFound."""
    word = given or ("gebied" if is_home else "wijk")
    if word not in LEVELS or (word == "gebied" and not is_home):
        raise NotFound
    return word


def checked(gemeente: str, home: str) -> str:
    """The municipality that was asked, or the home municipality. Raises NotFound."""
    if gemeente and not MUNICIPALITY.fullmatch(gemeente):
        raise NotFound
    return gemeente or home


def level_choices(address: str, chosen: str, is_home: bool, language: str) -> list[Choice]:
    """Links to the same page at each level; `address` ends in `?` or `&`."""
    words = [word for word in LEVELS if is_home or word in NO_AREAS]
    return [
        Choice(kinds_of(LEVELS[word], language).capitalize(), f"{address}niveau={word}", word == chosen)
        for word in words
    ]
