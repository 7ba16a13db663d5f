"""The open data of the money: what there is of a year, under which licence, and the files at addresses that stay."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from frontend.answers import gettext_of
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.open_data import FileFormat, OpenDataFile
from services.kit.errors import NotFound
from services.kit.public import open_to_all

router = APIRouter()
FILE = re.compile(r"(?P<name>[a-z-]+|awards\.360giving)\.(?P<kind>csv|json)")
STANDARD, STANDARD_FILE = "awards-360giving", "awards.360giving"
"""As budget calls it, and the file as 360Giving's own tools expect it."""
MEDIA_TYPES = {"csv": "text/csv; charset=utf-8; header=present", "json": "application/json"}
LICENCE_NAMES = {"CC0-1.0": "CC0 1.0", "CC-BY-4.0": "CC BY 4.0"}
ALWAYS_ASKED = {"Cache-Control": "public, no-cache"}
"""Kept by its ETag, and asked again each time: what changed is in the next answer at once."""


@dataclass(frozen=True, slots=True)
class Offered:
    """One file as the page offers it; `addresses` by what it is written in."""

    id: str
    title: str
    text: str
    rows: int
    left_out: int
    addresses: dict[str, str]


@router.get("/open-data")
@router.get("/{year:year}/open-data")
async def open_data(request: Request, visit: VisitorDep) -> Response:
    of_year = await visit.budget.open_data_year(visit.year)
    every = await visit.budget.open_data_years()
    _ = gettext_of(request)
    return render(
        request,
        "open_data.html",
        year=visit.year,
        files=[_offered(file, visit, _) for file in of_year.files],
        has_any=any(file.rows or file.left_out for file in of_year.files),
        years=[year for year in every.years if year != visit.year],
        publisher=of_year.publisher,
        licence=LICENCE_NAMES.get(of_year.licence, of_year.licence),
        licence_url=of_year.licence_url,
        must_be_named=of_year.licence != "CC0-1.0",
        as_of=of_year.as_of,
        address=f"{visit.site.settings.public_url}/{visit.year}/open-data",
    )


@router.get("/{year:year}/open-data/{file}", dependencies=[Depends(open_to_all)])
async def file(visit: VisitorDep, file: str) -> Response:
    """Budget's answer as it is. Raises NotFound for a file that is never there."""
    found = FILE.fullmatch(file)
    if found is None or (found["name"], found["kind"]) == (STANDARD_FILE, "csv") or found["name"] == STANDARD:
        raise NotFound
    name = STANDARD if found["name"] == STANDARD_FILE else found["name"]
    content = await visit.budget.open_data_file(visit.year, name, as_csv=found["kind"] == "csv")
    named = {"Content-Disposition": f'attachment; filename="voorveld-{visit.year}-{file}"'}
    return Response(content, media_type=MEDIA_TYPES[found["kind"]], headers=ALWAYS_ASKED | named)


def _offered(file: OpenDataFile, visit: Visitor, _: Callable[[str], str]) -> Offered:
    title, text = _words(_)[file.name]
    where = f"/{visit.year}/open-data/"
    addresses = {
        FileFormat.CSV: ("CSV", f"{where}{file.name}.csv"),
        FileFormat.JSON: ("JSON", f"{where}{file.name}.json"),
        FileFormat.THREE_SIXTY: ("JSON", f"{where}{STANDARD_FILE}.json"),
    }
    return Offered(file.name, title, text, file.rows, file.left_out, dict(addresses[kind] for kind in file.formats))


def _words(_: Callable[[str], str]) -> dict[str, tuple[str, str]]:
    return {
        "sources": (_("Bronnen"), _("Waar het geld van het jaar vandaan komt, en waarop dat rust.")),
        "plan": (_("Plan"), _("Wat elke lijn vraagt, en met welke sleutel het geld over de gebieden gaat.")),
        "split": (
            _("Verdeling"),
            _("Wat elke lijn krijgt. In het JSON-bestand staat alles waarmee je de verdeling zelf kunt narekenen."),
        ),
        "ceilings": (
            _("Plafonds"),
            _("Wat elke lijn mag uitgeven, en wat daarvan is toegezegd, betaald en over."),
        ),
        "awards": (_("Toekenningen"), _("Welke ideeën geld kregen, in welk gebied en hoeveel.")),
        "payments": (_("Betalingen"), _("Wat er op toekenningen is betaald, en wat terugkwam.")),
        STANDARD: (
            _("Toekenningen in 360Giving"),
            _("Dezelfde toekenningen in een open standaard voor subsidies, om te vergelijken met andere gevers."),
        ),
        "woo-subsidies": (
            _("Overzicht van subsidies (Woo)"),
            _("Subsidies aan organisaties, zoals de Wet open overheid vraagt."),
        ),
    }
