"""A split as a page shows it: sums that can be checked, and the four eyes as steps."""

from collections.abc import Callable
from dataclasses import dataclass

from frontend import formats
from services.budget.contract.models import LineKind, SplitLine, SplitState, SplitView


@dataclass(frozen=True)
class ShownSplit:
    """The lines in groups with their sums (cents), and the children the key counted."""

    areas: list[SplitLine]
    rest: list[SplitLine]
    areas_cents: int
    rest_cents: int
    by_children_cents: int
    children: int


def shown_split(split: SplitView) -> ShownSplit:
    areas = [line for line in split.lines if line.kind is LineKind.AREA]
    rest = [line for line in split.lines if line.kind is not LineKind.AREA]
    areas_cents = sum(line.amount_cents for line in areas)
    return ShownSplit(
        areas=areas,
        rest=rest,
        areas_cents=areas_cents,
        rest_cents=sum(line.amount_cents for line in rest),
        by_children_cents=areas_cents - sum(line.base_cents or 0 for line in areas),
        children=sum(int(line.weight or 0) for line in areas),
    )


def steps_of(split: SplitView, _: Callable[[str], str], language: str) -> list[dict[str, str]]:
    """Made, proposed, approved (or returned): who, when and why, and what is still to come."""
    words = {
        SplitState.DRAFT: _("Gemaakt"),
        SplitState.PROPOSED: _("Voorgesteld"),
        SplitState.RETURNED: _("Teruggestuurd"),
        SplitState.APPROVED: _("Vastgesteld"),
    }
    done = [
        {
            "title": words[step.state],
            "text": " · ".join(filter(None, [formats.datetime(step.at, language), step.note])),
            "state": "done",
        }
        for step in split.steps
    ]
    coming = {
        SplitState.DRAFT: [(_("Voorstellen"), _("door de beleidsmedewerker"))],
        SplitState.RETURNED: [(_("Opnieuw voorstellen"), _("door de beleidsmedewerker"))],
        SplitState.PROPOSED: [],
        SplitState.APPROVED: [],
    }[split.state]
    if split.state is not SplitState.APPROVED:
        coming.append((_("Vaststellen"), _("door iemand anders dan wie het voorstelde")))
    states = ["now"] + [""] * len(coming)
    return done + [{"title": t, "text": x, "state": s} for (t, x), s in zip(coming, states, strict=False)]
