"""Places as people name them: what kind of place, in which municipality, and where its page is."""

import re
from typing import Protocol

from frontend.translations import translations

REGION = re.compile(r"[A-Z]{2}[0-9]{2,8}")
KEY = re.compile(r"[A-Z]{2}[0-9]{2,8}|[a-z0-9]+(-[a-z0-9]+)*")
CHOSEN = re.compile(rf".*\[({KEY.pattern})\]")


class Place(Protocol):
    """A region or an area, of whichever part of the contract."""

    @property
    def key(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def municipality_name(self) -> str | None: ...


def kind_of(level: str, language: str) -> str:
    """One of its kind, in words."""
    _ = translations(language).gettext
    return {
        "country": _("land"),
        "municipality": _("gemeente"),
        "district": _("wijk"),
        "neighbourhood": _("buurt"),
        "area": _("gebied"),
    }[level]


def kinds_of(level: str, language: str) -> str:
    """Many of its kind, in words."""
    _ = translations(language).gettext
    return {
        "country": _("landen"),
        "municipality": _("gemeenten"),
        "district": _("wijken"),
        "neighbourhood": _("buurten"),
        "area": _("gebieden"),
    }[level]


def lies_in(place: Place, language: str) -> str:
    """What kind of place, and where: "wijk in 's-Gravenhage"."""
    kind = kind_of(place.level, language)
    if not place.municipality_name:
        return kind
    words = {"kind": kind, "name": place.municipality_name}
    return translations(language).gettext("%(kind)s in %(name)s") % words


def choice_of(place: Place, language: str) -> str:
    """How a place stands in a list to choose from: to be found by name, and to be told from one of the same name."""
    return f"{place.name}, {lies_in(place, language)} [{place.key}]"


def key_in(typed: str) -> str | None:
    """The key in what somebody chose, or the key itself; None when it is words to look for."""
    found = CHOSEN.fullmatch(typed)
    if found:
        return found[1]
    # A bare word like "laak" may be the id of an area as well as the name of a place: the search knows both.
    return typed if REGION.fullmatch(typed) else None


def is_region(key: str) -> bool:
    return REGION.fullmatch(key) is not None


def profile_of(year: int, key: str) -> str:
    """The address of a place's profile."""
    return f"/{year}/regios/{key}" if is_region(key) else f"/{year}/gebieden/{key}/profiel"


def municipality_crumb(code: str, name: str, year: int, home: str) -> tuple[str, str]:
    """Where a page about a municipality hangs: the home page of our own, the profile of another."""
    return name, f"/{year}" if code == home else profile_of(year, code)


def meaning_of(year: int, indicator: str) -> str:
    """The address that says what an indicator means."""
    return f"/{year}/cijfers/{indicator}"
