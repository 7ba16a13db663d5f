"""Up to four places side by side, chosen by name, beside their municipality and the country."""

import asyncio
from collections.abc import Sequence
from itertools import chain
from typing import Annotated, NamedTuple

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from frontend.answers import see_other
from frontend.chosen_places import MOST, Chosen, chosen_places
from frontend.compare_view import Municipalities, compare_address, side_by_side
from frontend.download import as_csv, as_json
from frontend.place_words import choice_of
from frontend.profile_view import setting_of
from frontend.rows import Row, dots_of, rows_of
from frontend.templating import render
from frontend.themes import ALL_THEMES, FIRST_THEME, compared, theme_links
from frontend.visitor import Visitor, VisitorDep, settled
from services.kit.errors import NotFound, Refusal
from services.profiles.contract.comparisons import ComparedIndicator, Comparison

router = APIRouter()
Places = Annotated[list[str] | None, Query(alias="plek")]
Theme = Annotated[str, Query(alias="thema", max_length=60)]
LONGEST = 200
MOST_FIELDS = 20


class Found(NamedTuple):
    """A comparison for each theme, and the figures of the municipalities the places lie in."""

    comparisons: list[Comparison]
    municipalities: Municipalities

    @property
    def figures(self) -> list[ComparedIndicator]:
        return [figure for comparison in self.comparisons for figure in comparison.figures]


@router.get("/{year:year}/vergelijken")
async def compare(request: Request, visit: VisitorDep, plek: Places = None, thema: Theme = FIRST_THEME) -> Response:
    typed = _typed(plek)
    chosen = await chosen_places(visit, typed)
    if chosen.was_words and not chosen.wrong:
        return see_other(compare_address(visit.year, chosen.keys, thema))
    choices, found = await asyncio.gather(visit.profiles.places(visit.year), _compared(visit, chosen, thema))
    address = compare_address(visit.year, chosen.keys)
    return render(
        request,
        "compare.html",
        status=422 if chosen.wrong else 200,
        year=visit.year,
        fields=_fields(chosen, typed, visit.language),
        wrong=chosen.wrong,
        errors=_errors(chosen),
        meant={number: _meant(visit, chosen, number, thema) for number in chosen.wrong},
        choices=[choice_of(place, visit.language) for place in choices.places],
        shown=found and side_by_side(chosen.places, *found, visit.year, thema, visit.language),
        themes=theme_links(found.comparisons[0], f"{address}&", thema, visit.language) if found else [],
        theme=thema,
        downloads=[compare_address(visit.year, chosen.keys, thema, ending) for ending in (".csv", ".json")],
        everything=thema == ALL_THEMES,
        site=visit.site.settings.public_url,
    )


@router.get("/{year:year}/vergelijken.csv")
async def csv(visit: VisitorDep, plek: Places = None, thema: Theme = FIRST_THEME) -> Response:
    chosen, found = await _to_take_along(visit, plek, thema)
    return as_csv(_rows(visit, chosen, found), _file_name(chosen, found, thema), visit.language)


@router.get("/{year:year}/vergelijken.json")
async def json(visit: VisitorDep, plek: Places = None, thema: Theme = FIRST_THEME) -> Response:
    chosen, found = await _to_take_along(visit, plek, thema)
    return as_json(_rows(visit, chosen, found), _file_name(chosen, found, thema), dots=dots_of(found.figures))


async def _compared(visit: Visitor, chosen: Chosen, theme: str) -> Found | None:
    """None while no place was chosen. Raises NotFound for a theme nobody knows."""
    if not chosen.places:
        return None
    comparisons = await compared(visit, chosen.keys, theme)
    owners = list(dict.fromkeys(where.place.municipality for where in chosen.places if where.place.municipality))
    of_owners = await asyncio.gather(*(_of_municipalities(visit, owners, each) for each in comparisons if owners))
    return Found(comparisons, dict(chain.from_iterable(found.items() for found in of_owners)))


async def _of_municipalities(visit: Visitor, codes: Sequence[str], beside: Comparison) -> Municipalities:
    """Their figures over the year of the comparison; nothing when that year is not theirs."""
    theme = beside.figures[0].indicator.theme
    found = await settled(visit.profiles.compare(codes, beside.year, theme=theme))
    if isinstance(found, Refusal) or found.year != beside.year:
        return {}
    return {(place.place, each.indicator.code): place for each in found.figures for place in each.places}


async def _to_take_along(visit: Visitor, plek: Sequence[str] | None, theme: str) -> tuple[Chosen, Found]:
    """Raises NotFound when the address names nothing that can be compared: a file cannot ask what was meant."""
    chosen = await chosen_places(visit, _typed(plek))
    found = await _compared(visit, chosen, theme)
    if found is None or chosen.wrong:
        raise NotFound
    return chosen, found


def _typed(plek: Sequence[str] | None) -> list[str]:
    return [text.replace("\x00", "")[:LONGEST] for text in (plek or [])[:MOST_FIELDS]]


def _fields(chosen: Chosen, typed: Sequence[str], language: str) -> list[str]:
    """What stands in the fields: the places by name, and as it was typed what we did not understand."""
    words = list(dict.fromkeys(text.strip() for text in typed if text.strip()))[:MOST]
    places = iter(chosen.places)
    filled = []
    for number, text in enumerate(words, start=1):
        found = None if number in chosen.wrong else next(places, None)
        filled.append(choice_of(found.place, language) if found else text)
    return [*filled, *[""] * (MOST - len(filled))]


def _errors(chosen: Chosen) -> dict[str, str]:
    """By the id of the field, for the summary above the form."""
    return {f"plek-{number}" if number else "": wrong.sentence for number, wrong in sorted(chosen.wrong.items())}


def _meant(visit: Visitor, chosen: Chosen, number: int, theme: str) -> list[tuple[str, str]]:
    """The places a field may have meant, each as the comparison with that place in it."""
    return [
        (choice_of(place, visit.language), compare_address(visit.year, [*chosen.keys, place.key], theme))
        for place in chosen.wrong[number].meant
    ]


def _rows(visit: Visitor, chosen: Chosen, found: Found) -> list[Row]:
    settings = [setting_of(where, visit.year, visit.language) for where in chosen.places]
    return rows_of(found.figures, settings, visit.site.settings.public_url, found.municipalities)


def _file_name(chosen: Chosen, found: Found, theme: str) -> str:
    return "-".join([*chosen.keys, str(found.comparisons[0].year), theme])
