"""In which areas a postcode lies, from the neighbourhoods it lies in."""

from collections.abc import Iterable, Mapping


def as_kept(typed: str) -> str:
    """`9713AB` or `9713`, however it was typed."""
    return "".join(typed.split()).upper()


def regions_around(neighbourhood: str) -> tuple[str, str, str]:
    """A neighbourhood, its district and its municipality: CBS's code of each begins with that of what it lies in."""
    digits = neighbourhood[2:]
    return neighbourhood, f"WK{digits[:6]}", f"GM{digits[:4]}"


def areas_of(neighbourhoods: Iterable[str], area_of_region: Mapping[str, str]) -> set[str]:
    """The ids of the areas these lie in; an area consists of neighbourhoods, of districts, or of all."""
    return {
        area_of_region[region]
        for neighbourhood in neighbourhoods
        for region in regions_around(neighbourhood)
        if region in area_of_region
    }
