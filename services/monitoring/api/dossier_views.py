"""From rows to what monitoring says of a dossier."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.monitoring.api.views import view_kpi, worked_out
from services.monitoring.contract.dossier import (
    DossierChange,
    DossierContent,
    DossierVersion,
    DraftView,
    Pillars,
)
from services.monitoring.contract.models import KpiDefinition
from services.monitoring.domain.dossier import differences
from services.monitoring.store import tables
from services.monitoring.store.dossier_tables import AgreementDraft


def view_draft(draft: AgreementDraft) -> DraftView:
    content = DossierContent.model_validate(draft.content)
    return DraftView(
        revision=draft.revision,
        year=draft.year,
        saved_at=draft.saved_at,
        saved_by=draft.saved_by,
        editors=draft.editors,
        content=content,
        worked_out=worked_out(content.kpis),
    )


def view_version(agreement: tables.Agreement, kpis: Sequence[tables.Kpi]) -> DossierVersion:
    return DossierVersion(
        agreement_id=agreement.id,
        version=agreement.version,
        made_by=agreement.made_by,
        in_force_at=agreement.in_force_at or agreement.made_at,
        in_force_by=agreement.in_force_by,
        core_values=agreement.core_values,
        pillars=Pillars.model_validate(agreement.pillars),
        kpis=[view_kpi(kpi) for kpi in kpis],
        worked_out=worked_out(kpis),
    )


def agreed_content(agreement: tables.Agreement, kpis: Sequence[tables.Kpi]) -> dict[str, Any]:
    """A version as a draft writes it, so that the two can be laid side by side."""
    content = DossierContent(
        core_values=agreement.core_values,
        pillars=Pillars.model_validate(agreement.pillars),
        kpis=[KpiDefinition.model_validate(view_kpi(kpi).model_dump()) for kpi in kpis],
    )
    return content.model_dump(mode="json", by_alias=True)


def view_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[DossierChange]:
    return [
        DossierChange(place=change.place, before=change.before, after=change.after)
        for change in differences(before, after)
    ]
