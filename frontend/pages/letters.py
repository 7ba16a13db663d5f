"""Letters about an idea: as PDF for who asked, and for staff who print them for somebody without e-mail."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend import formats
from frontend.answers import add_to_frame, flash_of, gettext_of, taking_flash
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.letters import LetterKind, LetterView
from services.profiles.contract.models import Role

router = APIRouter()
STAFF = (Role.POLICY_OFFICER, Role.AREA_WORKER, Role.CITY_WORKER)


@dataclass(frozen=True)
class NamedLetter:
    """A letter with what we call its kind on a page."""

    view: LetterView
    name: str
    link: str


def named(request: Request, letters: Sequence[LetterView]) -> list[NamedLetter]:
    """Each letter with its name, in the order given; with its day where two have one name (a no, then a yes).

    Two of one name and one day are numbered, so that no two links say the same.
    """
    _ = gettext_of(request)
    names = {
        LetterKind.AWARD: _("Het besluit"),
        LetterKind.REFUSAL: _("Het besluit"),
        LetterKind.OBJECTION_RECEIVED: _("Je bezwaar is binnen"),
        LetterKind.OBJECTION_DECIDED: _("Het besluit op het bezwaar"),
        LetterKind.AWARD_CHANGED: _("Het besluit over je bedrag"),
    }
    often = Counter(names[letter.kind] for letter in letters)
    days = [formats.date(letter.announced_on, request.state.language) for letter in letters]
    full = [f"{names[letter.kind]}, {day}" for letter, day in zip(letters, days, strict=True)]
    told: Counter[str] = Counter()
    found = []
    for letter, dated in zip(letters, full, strict=True):
        told[dated] += 1
        mine = dated if full.count(dated) == 1 else f"{dated} ({told[dated]})"
        name = mine if often[names[letter.kind]] > 1 else names[letter.kind]
        found.append(NamedLetter(letter, name, f"{mine} (pdf)"))
    return found


@router.get("/mijn-idee/{initiative_id}/brieven/{letter_id}.pdf")
async def own_pdf(request: Request, visit: VisitorDep, initiative_id: UUID, letter_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    return _pdf(await budget.letter_pdf(letter_id), letter_id)


@router.get("/ideeen/{initiative_id}/brieven")
async def letters(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    """For staff: every letter about this idea, to read and to print."""
    visit.require(*STAFF)
    view, sent = await asyncio.gather(visit.budget.initiative(initiative_id), visit.budget.letters(initiative_id))
    add_to_frame(request, flash=flash_of(request))
    return taking_flash(request, render(request, "letters.html", view=view, letters=named(request, sent)))


@router.get("/ideeen/{initiative_id}/brieven/{letter_id}.pdf")
async def staff_pdf(visit: VisitorDep, initiative_id: UUID, letter_id: UUID) -> Response:
    visit.require(*STAFF)
    return _pdf(await visit.budget.letter_pdf(letter_id), letter_id)


def _pdf(content: bytes, letter_id: UUID) -> Response:
    """Shown by the browser, never kept by anybody in between: a name is in it."""
    disposition = f'inline; filename="brief-{str(letter_id)[:8]}.pdf"'
    headers = {"Cache-Control": "no-store", "Content-Disposition": disposition}
    return Response(content, media_type="application/pdf", headers=headers)
