"""What we keep of sources, splits and the ledger, as the contract says it: one function per view, written by hand."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from services.budget.contract.models import KeptApart, MoneyLine, YearMoney
from services.budget.contract.sources import SourceKind, SourceState, SourceView, SplitSource
from services.budget.contract.splits import (
    DividedPlan,
    KeySource,
    LineKind,
    PlanLine,
    SplitState,
    SplitStep,
    SplitView,
)
from services.budget.contract.splits import SplitLine as SplitLineView
from services.budget.domain import terms
from services.budget.domain.forecast import forecast, warning
from services.budget.domain.software import PREPARES
from services.budget.store.line_money import LineMoney
from services.budget.store.money_tables import Source, Split, SplitLine, Step
from services.budget.store.queries import WholeSplit
from services.budget.usecases.office import Office
from services.kit.caller import Caller
from services.kit.logging import language

STAFF = ("policy_officer", "approver", "council_member")
ROLE_BEHIND = {
    SplitState.DRAFT: "policy_officer",
    SplitState.PROPOSED: "policy_officer",
    SplitState.RETURNED: "approver",
    SplitState.APPROVED: "approver",
    SplitState.PUBLISHED: "municipality",
    SplitState.REPLACED: "approver",
    SplitState.DISCARDED: "policy_officer",
}


def is_staff(caller: Caller) -> bool:
    """May this caller see splits that are not published, and who did what?"""
    return any(caller.has_role(role) for role in STAFF)


def sees_plans(caller: Caller) -> bool:
    """May this caller see what is not published? Staff, and software that prepares; but software not who did what."""
    return is_staff(caller) or caller.has_role(PREPARES)


def source_view(source: Source, caller: Caller) -> SourceView:
    return SourceView(
        id=source.id,
        year=source.year,
        name=source.name,
        kind=SourceKind(source.kind),
        basis=source.basis,
        document=source.document,
        youth_budget_cents=source.youth_budget_cents,
        share=source.share,
        amount_cents=source.amount_cents,
        state=SourceState(source.state),
        version=source.version,
        confirmed_on=source.confirmed_on,
        added_by=source.added_by if is_staff(caller) else None,
        software_key_id=source.added_by_key if sees_plans(caller) else None,
        savings_case_id=source.savings_case_id,
    )


def split_view(whole: WholeSplit, caller: Caller, office: Office) -> SplitView:
    """The public reads a role where staff read who it was."""
    split, named = whole.split, is_staff(caller)
    is_late = split.replaces is None and terms.is_late(split.year, split.published_on or office.today())
    return SplitView(
        id=split.id,
        year=split.year,
        name=split.name,
        state=SplitState(split.state),
        version=split.version,
        replaces=split.replaces,
        total_cents=split.total_cents,
        sources=_sources(split.plan),
        lines=_lines(split.plan, whole.lines, office),
        key_sources=_key_sources(split.figures),
        steps=[_split_step(step, caller) for step in whole.steps],
        is_late=is_late,
        published_on=split.published_on,
        proposed_by=split.proposed_by if named else None,
    )


def divided_plan(
    year: int, plan: Mapping[str, Any], figures: Mapping[str, Any], lines: Sequence[SplitLine], office: Office
) -> DividedPlan:
    """A plan that is not kept."""
    sources = _sources(plan)
    return DividedPlan(
        year=year,
        total_cents=sum(source.amount_cents for source in sources),
        sources=sources,
        lines=_lines(plan, lines, office),
        key_sources=_key_sources(figures),
    )


def _sources(plan: Mapping[str, Any]) -> list[SplitSource]:
    return [SplitSource.model_validate(source) for source in plan["sources"]]


def _lines(plan: Mapping[str, Any], lines: Sequence[SplitLine], office: Office) -> list[SplitLineView]:
    planned = plan_by_path(plan)
    return [_split_line(line, planned.get(line.path), office) for line in lines]


def plan_by_path(plan: Mapping[str, Any]) -> dict[str, PlanLine]:
    """The lines of a frozen plan by their path in its tree."""
    return dict(_walk([PlanLine.model_validate(line) for line in plan["lines"]], ""))


def _walk(lines: Sequence[PlanLine], above: str) -> Iterator[tuple[str, PlanLine]]:
    for line in lines:
        path = f"{above}{line.key}"
        yield path, line
        yield from _walk(line.lines, f"{path}/")


def _split_line(line: SplitLine, planned: PlanLine | None, office: Office) -> SplitLineView:
    return SplitLineView(
        path=line.path,
        parent=line.parent,
        kind=LineKind(line.kind),
        name=line_name(line.kind, line.name, office),
        line_id=line.line_id,
        area_id=line.area_id,
        amount_cents=line.amount_cents,
        share=planned.share if planned else None,
        fixed_cents=planned.amount_cents if planned else None,
        allocation=planned.allocation if planned else None,
        base_cents=line.base_cents,
        parts_cents=line.parts_cents,
        weights=line.weights,
        why=planned.why if planned else "",
        steering=planned.steering if planned else "",
    )


def line_name(kind: str, name: str, office: Office, language: str | None = None) -> str:
    """Its name in the plan (an area's as it was then), or our own word for its kind, in the reader's language."""
    return name or office.say(f"line.{kind}", language)


def _key_sources(figures: Mapping[str, Any]) -> list[KeySource]:
    return [_key_source(source) for source in figures["indicators"].values()]


def _key_source(source: Mapping[str, Any]) -> KeySource:
    in_english = source.get("indicatorNameEn") if language.get() == "en" else None
    return KeySource.model_validate({**source, "indicatorName": in_english or source["indicatorName"]})


def _split_step(step: Step, caller: Caller) -> SplitStep:
    state = SplitState(step.state)
    role = "software" if step.by_key else ROLE_BEHIND[state]
    return SplitStep(
        state=state,
        by=step.by if is_staff(caller) else role,
        software_key_id=step.by_key if sees_plans(caller) else None,
        at=step.at,
        version=step.version,
        note=step.note,
    )


def money_line(money: LineMoney, office: Office, planned: PlanLine | None = None) -> MoneyLine:
    """What is awarded stays awarded when it is paid: ceiling = awarded + left + carried."""
    line, awarded = money.line, money.awarded + money.paid
    ahead = forecast(awarded, line.year, office.today())
    return MoneyLine(
        line_id=line.id,
        path=line.key,
        kind=LineKind(line.kind),
        area_id=line.area_id,
        name=line_name(line.kind, money.planned.name if money.planned else line.name, office),
        ceiling_cents=money.ceiling,
        awarded_cents=awarded,
        paid_cents=money.paid,
        left_cents=money.free,
        free_cents=money.can_get,
        kept_apart_cents=money.kept_apart,
        kept_apart=[KeptApart(round_id=each.round_id, title=each.title, cents=each.cents) for each in money.kept],
        carried_cents=money.carried,
        in_plan=money.planned is not None,
        asked_cents=money.asked,
        asked_in_rounds_cents=money.asked_in_rounds,
        forecast_cents=ahead,
        warning=warning(awarded + money.free, awarded, money.asked - money.asked_in_rounds, ahead, money.kept_apart),
        why=planned.why if planned else "",
        steering=planned.steering if planned else "",
    )


def year_money(year: int, split: Split | None, lines: Iterable[LineMoney], office: Office) -> YearMoney:
    """An area's line is substantiated by the line whose key divided it."""
    planned = plan_by_path(split.plan) if split else {}
    return YearMoney(
        year=year,
        split_id=split.id if split else None,
        total_cents=split.total_cents if split else 0,
        sources=_sources(split.plan) if split else [],
        lines=[
            money_line(each, office, planned.get(each.line.key) or planned.get(each.line.key.rpartition("/")[0]))
            for each in (lines if split else ())
        ],
    )
