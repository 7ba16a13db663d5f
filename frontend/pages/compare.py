"""Up to four places side by side, chosen by name; works without a script."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from frontend.answers import see_other
from frontend.chosen_places import MOST, Chosen, chosen_places
from frontend.compare_view import compare_address, side_by_side
from frontend.download import as_csv, as_json
from frontend.place_words import choice_of
from frontend.profile_view import setting_of
from frontend.rows import Row, dots_of, rows_of
from frontend.templating import render
from frontend.themes import ALL_THEMES, FIRST_THEME, theme_links
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import NotFound
from services.profiles.contract.comparisons import Comparison

router = APIRouter()
Places = Annotated[list[str] | None, Query(alias="plek")]
Theme = Annotated[str, Query(alias="thema", max_length=60)]
LONGEST = 200
MOST_FIELDS = 20


@router.get("/{year:year}/vergelijken")
async def compare(request: Request, visit: VisitorDep, plek: Places = None, thema: Theme = FIRST_THEME) -> Response:
    typed = _typed(plek)
    chosen = await chosen_places(visit, typed)
    if chosen.was_words and not chosen.wrong:
        return see_other(compare_address(visit.year, chosen.keys, thema))
    choices, comparison = await asyncio.gather(visit.profiles.places(visit.year), _compared(visit, chosen, thema))
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
        shown=comparison and side_by_side(chosen.places, comparison, visit.year, thema, visit.language),
        themes=theme_links(comparison, f"{address}&", thema, visit.language) if comparison else [],
        theme=thema,
        downloads=[compare_address(visit.year, chosen.keys, thema, ending) for ending in (".csv", ".json")],
        everything=thema == ALL_THEMES,
        site=visit.site.settings.public_url,
    )


@router.get("/{year:year}/vergelijken.csv")
async def csv(visit: VisitorDep, plek: Places = None, thema: Theme = FIRST_THEME) -> Response:
    chosen, comparison = await _to_take_along(visit, plek, thema)
    return as_csv(_rows(visit, chosen, comparison), _file_name(chosen, comparison, thema), visit.language)


@router.get("/{year:year}/vergelijken.json")
async def json(visit: VisitorDep, plek: Places = None, thema: Theme = FIRST_THEME) -> Response:
    chosen, comparison = await _to_take_along(visit, plek, thema)
    rows = _rows(visit, chosen, comparison)
    return as_json(rows, _file_name(chosen, comparison, thema), dots=dots_of(comparison.figures))


async def _compared(visit: Visitor, chosen: Chosen, theme: str) -> Comparison | None:
    """None while no place was chosen. Raises NotFound for a theme nobody knows."""
    if not chosen.places:
        return None
    asked = None if theme == ALL_THEMES else theme
    comparison = await visit.profiles.compare(chosen.keys, visit.year, theme=asked)
    if not comparison.figures:
        raise NotFound
    return comparison


async def _to_take_along(visit: Visitor, plek: Sequence[str] | None, theme: str) -> tuple[Chosen, Comparison]:
    """Raises NotFound when the address names nothing that can be compared: a file cannot ask what was meant."""
    chosen = await chosen_places(visit, _typed(plek))
    comparison = await _compared(visit, chosen, theme)
    if comparison is None or chosen.wrong:
        raise NotFound
    return chosen, comparison


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


def _rows(visit: Visitor, chosen: Chosen, comparison: Comparison) -> list[Row]:
    settings = [setting_of(where, visit.year, visit.language) for where in chosen.places]
    return rows_of(comparison.figures, settings, visit.site.settings.public_url)


def _file_name(chosen: Chosen, comparison: Comparison, theme: str) -> str:
    return "-".join([*chosen.keys, str(comparison.year), theme])
