"""What was typed, between the rule, the row and the answer."""

from collections.abc import Mapping
from typing import Any

from services.budget.contract.drafts import DraftField, DraftView
from services.budget.domain.drafts import Fields, KeptField
from services.budget.store.draft_tables import IdeaDraft


def fields_of(rows: Mapping[str, Any]) -> dict[str, KeptField]:
    return {
        name: KeptField(kept["text"], kept["version"], tuple(kept.get("others", ()))) for name, kept in rows.items()
    }


def rows_of(fields: Fields) -> dict[str, Any]:
    return {
        str(name): {"text": kept.text, "version": kept.version} | ({"others": list(kept.others)} if kept.others else {})
        for name, kept in fields.items()
    }


def texts_of(fields: Mapping[DraftField, str]) -> dict[str, str]:
    """By name, as the rule knows them."""
    return {field.value: text for field, text in fields.items()}


def draft_view(draft: IdeaDraft) -> DraftView:
    fields = fields_of(draft.fields)
    return DraftView(
        id=draft.id,
        year=draft.year,
        area_id=draft.area_id,
        version=draft.version,
        fields={DraftField(name): kept.text for name, kept in fields.items()},
        others={DraftField(name): list(kept.others) for name, kept in fields.items() if kept.others},
        kept_until=draft.delete_after,
        initiative_id=draft.initiative_id,
    )
