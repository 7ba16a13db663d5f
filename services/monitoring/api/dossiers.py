"""The dossier of a partner and year: read, write a draft, put it in force."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query

from services.kit.caller import AnyCaller, Caller, PersonCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep, Session
from services.kit.idempotency import OnceDep
from services.monitoring.api.dependencies import ClockDep, TermsDep
from services.monitoring.api.dossier_views import agreed_content, view_changes, view_draft, view_version
from services.monitoring.api.views import view_partner
from services.monitoring.contract.dossier import DossierVersion, DossierView, DraftView, PutInForce, SaveDraft
from services.monitoring.store.dossier_queries import find_draft, one_of_versions, versions_of
from services.monitoring.store.queries import get_partner, kpis_of
from services.monitoring.store.tables import Agreement
from services.monitoring.usecases.dossier import put_in_force, save_draft

router = APIRouter(prefix="/partners/{partner_id}/dossiers/{year}", tags=["dossiers"])
YearPath = Annotated[Year, Path()]


def is_insider(caller: Caller, partner_id: UUID) -> bool:
    """The municipality, or one of the partner's own people."""
    is_municipality = caller.has_role("policy_officer") or caller.has_role("approver")
    return is_municipality or caller.has_role("partner_member", str(partner_id))


@router.get("", operation_id="getDossier", summary="The dossier of a year", response_description="The four pillars")
async def dossier(
    partner_id: UUID,
    year: YearPath,
    caller: AnyCaller,
    database: DatabaseDep,
    version: Annotated[int | None, Query(ge=1, description="Another version than the one in force")] = None,
) -> DossierView:
    """Versions are public; the draft is for the municipality and the partner's own people."""
    async with database.reading() as session:
        return await _dossier(session, partner_id, year, version, sees_draft=is_insider(caller, partner_id))


@router.put("/draft", operation_id="saveDraft", summary="Write the draft", response_description="The draft")
async def write(
    partner_id: UUID, year: YearPath, body: SaveDraft, caller: PersonCaller, database: DatabaseDep, clock: ClockDep
) -> DraftView:
    """For policy officers. The draft replaces nothing until somebody else puts it in force."""
    async with database.transaction() as session:
        return view_draft(await save_draft.save_draft(session, clock, caller, partner_id, year, body))


@router.post(
    "/versions",
    status_code=201,
    operation_id="putInForce",
    summary="Put the draft in force",
    response_description="The version that is in force from now on",
)
async def decide(
    partner_id: UUID,
    year: YearPath,
    body: PutInForce,
    caller: PersonCaller,
    database: DatabaseDep,
    clock: ClockDep,
    once: OnceDep,
    known_terms: TermsDep,
) -> DossierVersion:
    """For approvers who wrote nothing in it. The version before it stays to be read."""

    async def work() -> DossierVersion:
        made = await put_in_force.put_in_force(session, clock, caller, partner_id, year, body)
        return view_version(made, await kpis_of(session, made.id))

    async with database.transaction() as session:
        answer = await once.answer(session, DossierVersion, work)
    known_terms.forget((partner_id, year))
    return answer


async def _dossier(
    session: Session, partner_id: UUID, year: int, asked: int | None, *, sees_draft: bool
) -> DossierView:
    partner = await get_partner(session, partner_id)
    versions = await versions_of(session, partner_id, year)
    shown = one_of_versions(versions, asked)
    before = next((each for each in reversed(versions) if shown and each.version < shown.version), None)
    draft = await find_draft(session, partner_id, year) if sees_draft else None
    in_force = await _content(session, versions[-1] if versions else None)
    return DossierView(
        partner=view_partner(partner),
        year=year,
        versions=[each.version for each in versions],
        shown=view_version(shown, await kpis_of(session, shown.id)) if shown else None,
        changes=view_changes(await _content(session, before), await _content(session, shown)) if before else [],
        draft=view_draft(draft) if draft else None,
        draft_changes=view_changes(in_force, draft.content) if draft and versions else [],
    )


async def _content(session: Session, agreement: Agreement | None) -> dict[str, object]:
    return agreed_content(agreement, await kpis_of(session, agreement.id)) if agreement else {}
