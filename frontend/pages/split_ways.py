"""Drafts of a year's split side by side, before anything is proposed."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from fastapi import Request
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.plan_first import CHILDREN
from frontend.split_view import children_of
from frontend.split_ways import LETTERS, ways_of
from frontend.split_words import state_words
from frontend.templating import render
from frontend.visitor import Visitor, settled
from services.budget.contract.splits import SplitState, SplitView
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

GO_ON = (SplitState.DRAFT, SplitState.RETURNED)


async def ways_page(request: Request, visit: Visitor, asked: Sequence[str]) -> Response:
    """The splits of this year that were asked for, in that order, at most four; one alone is that split's own page."""
    known = {str(split.id): split for split in await visit.budget.splits(visit.year)}
    chosen = [known[word] for word in dict.fromkeys(asked) if word in known][: len(LETTERS)]
    if len(chosen) < 2:
        one = f"?versie={chosen[0].id}" if chosen else ""
        return see_other(f"/{visit.year}/verdeling{one}")
    ways = ways_of(chosen, await _children(visit, chosen), visit.language)
    return render(
        request,
        "split_ways.html",
        year=visit.year,
        ways=ways,
        states=state_words(gettext_of(request)),
        go_on=GO_ON,
        may_plan=visit.has(Role.POLICY_OFFICER),
    )


async def _children(visit: Visitor, splits: Sequence[SplitView]) -> Mapping[str, Fraction]:
    """As one of the splits counted them, else as profiles does now; none when nobody knows."""
    counted = next((found for found in map(children_of, splits) if found), None)
    if counted is not None:
        return counted
    answer = await settled(visit.profiles.indicator_values(CHILDREN, visit.year))
    if isinstance(answer, Refusal):
        return {}
    numbers = ((area.area_id, area.value.number) for area in answer.values)
    return {area_id: Fraction(number) for area_id, number in numbers if number is not None}
