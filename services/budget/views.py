"""What we keep, as the contract says it: one function per view, written by hand."""

from collections import Counter
from collections.abc import Iterable, Sequence

from services.budget.contract.initiatives import (
    Conference,
    DecisionView,
    InitiativeState,
    InitiativeStep,
    InitiativeView,
    OwnInitiativeView,
    ResultView,
)
from services.budget.contract.key_release import KeyRelease
from services.budget.contract.models import (
    KeySource,
    LedgerEntry,
    LineKind,
    MoneyLine,
    SplitLine,
    SplitState,
    SplitStep,
    SplitView,
    YearMoney,
)
from services.budget.domain import terms
from services.budget.domain.circle import YESSES_NEEDED, Seat, free_seat
from services.budget.store.initiative_queries import WholeInitiative
from services.budget.store.queries import LineMoney, WholeSplit
from services.budget.store.tables import Applicant, Entry, Line, Posting, Result, Split, Step
from services.budget.usecases.office import Office, on_day
from services.kit.caller import Caller
from services.kit.logging import language

STAFF = ("policy_officer", "approver", "council_member")
ROLE_BEHIND = {
    SplitState.DRAFT: "policy_officer",
    SplitState.PROPOSED: "policy_officer",
    SplitState.RETURNED: "approver",
    SplitState.APPROVED: "approver",
}


def is_staff(caller: Caller) -> bool:
    """May this caller see splits that are not approved, and who did what?"""
    return any(caller.has_role(role) for role in STAFF)


def split_view(whole: WholeSplit, caller: Caller, office: Office) -> SplitView:
    """The public reads a role where staff read who it was."""
    split, named = whole.split, is_staff(caller)
    return SplitView(
        id=split.id,
        year=split.year,
        state=SplitState(split.state),
        version=split.version,
        youth_budget_cents=split.youth_budget_cents,
        prevention_share=split.prevention_share,
        areas_share=split.areas_share,
        total_cents=split.total_cents,
        areas_cents=split.areas_cents,
        base_per_area_cents=split.base_per_area_cents,
        lines=[_split_line(line, office) for line in whole.lines],
        key_source=_key_source(split),
        steps=[_split_step(step, named) for step in whole.steps],
        is_late=terms.is_late(split.year, split.approved_on or office.today()),
        proposed_by=split.proposed_by if named else None,
    )


def _split_line(line: Line, office: Office) -> SplitLine:
    return SplitLine(
        id=line.id,
        kind=LineKind(line.kind),
        area_id=line.area_id,
        name=line_name(line, office),
        amount_cents=line.amount_cents,
        base_cents=line.base_cents,
        weight=line.weight,
        releases=line.releases or [],
    )


def line_name(line: Line, office: Office) -> str:
    """An area's name as it was when the split was made; the other lines have a name of ours."""
    return line.name if line.kind == LineKind.AREA else office.say(f"line.{line.kind}")


def _key_source(split: Split) -> KeySource:
    in_english = language.get() == "en"
    return KeySource(
        indicator=split.indicator,
        indicator_name=(split.indicator_name_en if in_english else None) or split.indicator_name,
        period=split.period,
        release=split.release,
        table=split.source_table,
        title=split.source_title,
        edition=split.edition,
        retrieved_on=split.retrieved_on,
        licence=split.licence,
        attribution=split.attribution,
        url=split.source_url,
        releases=[KeyRelease.model_validate(release) for release in split.releases or ()],
    )


def _split_step(step: Step, named: bool) -> SplitStep:
    state = SplitState(step.state)
    by = step.by if named else ROLE_BEHIND[state]
    return SplitStep(state=state, by=by, at=step.at, version=step.version, note=step.note)


def money_line(money: LineMoney, office: Office) -> MoneyLine:
    """What is awarded stays awarded when it is paid: ceiling = awarded + left."""
    return MoneyLine(
        line_id=money.line.id,
        kind=LineKind(money.line.kind),
        area_id=money.line.area_id,
        name=line_name(money.line, office),
        ceiling_cents=money.free + money.awarded + money.paid,
        awarded_cents=money.awarded + money.paid,
        paid_cents=money.paid,
        left_cents=money.free,
        asked_cents=money.asked,
    )


def year_money(year: int, split: Split | None, lines: Iterable[LineMoney], office: Office) -> YearMoney:
    return YearMoney(
        year=year,
        split_id=split.id if split else None,
        youth_budget_cents=split.youth_budget_cents if split else None,
        total_cents=split.total_cents if split else 0,
        lines=[money_line(line, office) for line in lines] if split else [],
    )


def ledger_entry(posting: Posting, entry: Entry, office: Office) -> LedgerEntry:
    """A decision in words, and nobody's name."""
    return LedgerEntry(
        posting_id=posting.id,
        at=posting.at,
        account=entry.account,
        line_id=entry.line_id,
        amount_cents=entry.amount_cents,
        decision=office.say(f"ledger.{posting.kind}", year=posting.year, decision=posting.decision or "–"),
    )


def initiative_view(whole: WholeInitiative) -> InitiativeView:
    """Who asked is not in it, and cannot be: it stands in another table."""
    idea = whole.initiative
    return InitiativeView(
        id=idea.id,
        title=idea.title,
        what=idea.what,
        when=idea.when,
        where=idea.where,
        area_id=idea.area_id,
        area_name=whole.area_name,
        year=idea.year,
        amount_cents=idea.amount_cents,
        state=InitiativeState(idea.state),
        version=idea.version,
        yes_by=["worker" if yes.seat == "worker" else "resident" for yes in whole.yeses],
        stake_count=len(whole.stake_holders),
        submitted_on=on_day(idea.submitted_at),
        answer_by=idea.answer_by,
        awarded_on=whole.award.awarded_on if whole.award else None,
        result=result_view(whole, whole.result) if whole.result else None,
    )


def result_view(whole: WholeInitiative, result: Result) -> ResultView:
    return ResultView(
        initiative_id=result.initiative_id,
        title=whole.initiative.title,
        area_id=whole.initiative.area_id,
        area_name=whole.area_name,
        cost_cents=whole.initiative.amount_cents,
        text=result.text,
        learned=result.learned,
        children_reached=result.children_reached,
        photo_id=result.photo_id,
        photo_description=result.photo_description,
        shared_at=result.shared_at,
    )


def own_view(whole: WholeInitiative, applicant: Applicant, office: Office) -> OwnInitiativeView:
    """What the applicant sees; the kept letter has no name, so that it may outlive the name."""
    idea, award = whole.initiative, whole.award
    moments = {
        InitiativeState.UNCONFIRMED: idea.submitted_at,
        InitiativeState.OPEN: idea.confirmed_at,
        InitiativeState.AWARDED: idea.awarded_at,
        InitiativeState.SHARED: whole.result.shared_at if whole.result else None,
    }
    greeting = office.say("mail.greeting", award.language if award else None, name=applicant.name)
    return OwnInitiativeView(
        initiative=initiative_view(whole),
        name=applicant.name,
        contact_email=applicant.contact_email,
        steps=[InitiativeStep(state=state, at=at) for state, at in moments.items() if at],
        letter=f"{greeting}\n\n{award.letter}" if award else None,
    )


def decision_view(
    whole: WholeInitiative, money: LineMoney, seats: Sequence[Seat], caller: Caller, office: Office
) -> DecisionView:
    """Whether a member can still say yes; whether their e-mail is the applicant's is asked only when they do."""
    has_stake = caller.id in whole.stake_holders
    said_yes = any(yes.person_id == caller.id for yes in whole.yeses)
    awards = len(whole.yeses) + 1 >= YESSES_NEEDED
    fits = whole.initiative.amount_cents <= money.free or not awards
    has_seat = free_seat(seats, [yes.seat for yes in whole.yeses]) is not None
    return DecisionView(
        initiative=initiative_view(whole),
        money=money_line(money, office),
        i_said_yes=said_yes,
        i_have_a_stake=has_stake,
        may_say_yes=has_seat and fits and not said_yes and not has_stake,
    )


def conference_view(year: int, shared: Sequence[WholeInitiative], counts: Counter[str]) -> Conference:
    """`awarded_count` counts every initiative that got money, also those that shared their result."""
    told = sorted((result_view(whole, whole.result) for whole in shared if whole.result), key=lambda it: it.shared_at)
    awarded = counts[InitiativeState.AWARDED.value] + counts[InitiativeState.SHARED.value]
    return Conference(year=year, results=told, awarded_count=awarded, shared_count=len(told))
