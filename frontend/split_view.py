"""A split as a page shows it: sums that can be checked, and the four eyes as steps."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from frontend import formats
from frontend.figure_view import source_line
from services.budget.contract.models import LineKind, SplitLine, SplitState, SplitStep, SplitView


@dataclass(frozen=True)
class AreaLine:
    """One area: its children, base, the part by children, and what it gets for each child (None without children)."""

    area_id: str
    name: str
    children: int
    base_cents: int
    by_children_cents: int
    amount_cents: int
    per_child_cents: int | None


@dataclass(frozen=True)
class ShownSplit:
    """The lines in groups with their sums (cents), the children the key counted, and where it found them."""

    areas: list[AreaLine]
    rest: list[SplitLine]
    areas_cents: int
    rest_cents: int
    base_cents: int
    by_children_cents: int
    children: int
    share: str
    areas_share: str
    source: str


def shown_split(split: SplitView, language: str) -> ShownSplit:
    areas = [_area_line(line) for line in split.lines if line.kind is LineKind.AREA]
    rest = [line for line in split.lines if line.kind is not LineKind.AREA]
    return ShownSplit(
        areas=areas,
        rest=rest,
        areas_cents=sum(line.amount_cents for line in areas),
        rest_cents=sum(line.amount_cents for line in rest),
        base_cents=sum(line.base_cents for line in areas),
        by_children_cents=sum(line.by_children_cents for line in areas),
        children=sum(line.children for line in areas),
        share=share_word(split.prevention_share, language),
        areas_share=share_word(split.areas_share, language),
        source=source_line(split.key_source, language),
    )


def _area_line(line: SplitLine) -> AreaLine:
    children, base = int(line.weight or 0), line.base_cents or 0
    return AreaLine(
        area_id=line.area_id or "",
        name=line.name,
        children=children,
        base_cents=base,
        by_children_cents=line.amount_cents - base,
        amount_cents=line.amount_cents,
        per_child_cents=round(Fraction(line.amount_cents, children * 100)) * 100 if children else None,
    )


def share_word(share: str, language: str) -> str:
    """A share as people say it: 3/100 is 3%, and 2/3 stays 2/3 because as a percentage it would not be exact."""
    percent = Fraction(share) * 100
    return formats.percent(percent.numerator, language) if percent.denominator == 1 else share


def steps_of(split: SplitView, _: Callable[[str], str], language: str, reader: str) -> list[dict[str, str]]:
    """Made, proposed, approved (or returned): who, when and why, and what is still to come. `reader` is the caller."""
    words = {
        SplitState.DRAFT: _("Gemaakt"),
        SplitState.PROPOSED: _("Voorgesteld"),
        SplitState.RETURNED: _("Teruggestuurd"),
        SplitState.APPROVED: _("Vastgesteld"),
    }
    done = [
        {
            "title": words[step.state],
            "text": _told(step, _, language, reader),
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


def _told(step: SplitStep, _: Callable[[str], str], language: str, reader: str) -> str:
    parts = [_who(step, _, reader), formats.datetime(step.at, language), formats.dutch(step.note, language)]
    return Markup(" · ").join(filter(None, parts))


def _who(step: SplitStep, _: Callable[[str], str], reader: str) -> str:
    """The role that can take this step; the person is named to nobody but themselves."""
    if step.by == reader:
        return _("door jou")
    if step.state in (SplitState.DRAFT, SplitState.PROPOSED):
        return _("door de beleidsmedewerker")
    return _("door de budgethouder")
