"""What we keep of initiatives, as the contract says it: one function per view, written by hand."""

from collections import Counter
from collections.abc import Sequence

from services.budget.contract.initiatives import (
    Conference,
    DecisionView,
    InitiativeState,
    InitiativeStep,
    InitiativeView,
    OwnInitiativeView,
    ResultPicture,
    ResultView,
    YesTo,
)
from services.budget.contract.schemes import Scheme
from services.budget.domain.circle import WHOLE_CITY, YESSES_NEEDED, Seat, awardable, free_seat
from services.budget.money_views import money_line
from services.budget.store.initiative_queries import WholeInitiative
from services.budget.store.line_money import LineMoney
from services.budget.store.tables import Applicant, Result
from services.budget.usecases.office import Office, on_day
from services.kit import logging
from services.kit.caller import Caller


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
        area_name=place_name(whole),
        line_id=idea.line_id,
        line_name=whole.area_name or place_name(whole),
        year=idea.year,
        amount_cents=idea.amount_cents,
        least_cents=idea.least_cents,
        state=InitiativeState(idea.state),
        version=idea.version,
        yes_by=["worker" if yes.seat == "worker" else "resident" for yes in whole.yeses],
        stake_count=len(whole.stake_holders),
        submitted_on=on_day(idea.submitted_at),
        answer_by=idea.answer_by,
        late_since=idea.late_since,
        awarded_on=whole.award.awarded_on if whole.award else None,
        awarded_cents=whole.to_pay_cents + whole.paid_cents if whole.award else None,
        paid_cents=whole.paid_cents,
        part_ground=_part_ground(whole),
        part_why=whole.award.part_why.get(logging.language.get(), "") if whole.award else "",
        result=result_view(whole, whole.result) if whole.result else None,
    )


def _part_ground(whole: WholeInitiative) -> str:
    """By two yesses to a part, or in the proposal nobody objected to."""
    if whole.award is None:
        return ""
    return next((yes.ground for yes in whole.yeses if yes.ground), whole.award.part_why.get("own", ""))


def place_name(whole: WholeInitiative) -> str:
    """Where an idea is, in the language of who looks: the name of a city-wide line is an officer's own Dutch."""
    if whole.initiative.area_id is None:
        return WHOLE_CITY[logging.language.get()]
    return whole.area_name


def result_view(whole: WholeInitiative, result: Result) -> ResultView:
    return ResultView(
        initiative_id=result.initiative_id,
        title=whole.initiative.title,
        area_id=whole.initiative.area_id,
        area_name=place_name(whole),
        cost_cents=whole.to_pay_cents + whole.paid_cents,
        text=result.text,
        learned=result.learned,
        children_reached=result.children_reached,
        rating=result.rating,
        photo_id=result.photo_id,
        photo_description=result.photo_description,
        pictures=_pictures(result),
        film_url=result.film_url,
        document_id=result.document_id,
        shared_at=result.shared_at,
        changed_at=result.changed_at,
    )


def _pictures(result: Result) -> list[ResultPicture]:
    if result.photo_id is None:
        return []
    first = ResultPicture(photo_id=result.photo_id, description=result.photo_description)
    return [first, *(ResultPicture.model_validate(each) for each in result.more_pictures)]


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
    whole: WholeInitiative, money: LineMoney, scheme: Scheme, seats: Sequence[Seat], caller: Caller, office: Office
) -> DecisionView:
    """Whether a member can still say yes; whether their e-mail is the applicant's is asked only when they do."""
    idea, stands = whole.initiative, stands_of(whole)
    has_stake = caller.id in whole.stake_holders
    said_yes = any(yes.person_id == caller.id for yes in whole.yeses)
    awards = len(whole.yeses) + 1 >= YESSES_NEEDED
    is_part = stands is not None and stands.amount_cents < idea.amount_cents
    agreed = stands.amount_cents if stands else idea.amount_cents
    gets = awardable(agreed, money.can_get, may_part=scheme.part_awards and not is_part, least_cents=idea.least_cents)
    fits = gets is not None or not awards
    has_seat = free_seat(seats, [yes.seat for yes in whole.yeses]) is not None
    return DecisionView(
        initiative=initiative_view(whole),
        money=money_line(money, office),
        i_said_yes=said_yes,
        i_have_a_stake=has_stake,
        may_say_yes=has_seat and fits and not said_yes and not has_stake,
        would_award_cents=gets if awards else None,
        stands=stands,
        may_part=scheme.part_awards and not has_stake,
    )


def stands_of(whole: WholeInitiative) -> YesTo | None:
    """What the yesses so far are to; all of them are to the same."""
    if not whole.yeses:
        return None
    yes = whole.yeses[0]
    return YesTo(amount_cents=yes.amount_cents or whole.initiative.amount_cents, ground=yes.ground)


def conference_view(year: int, shared: Sequence[WholeInitiative], counts: Counter[str]) -> Conference:
    """`awarded_count` counts every initiative that got money, also those that shared their result."""
    told = sorted((result_view(whole, whole.result) for whole in shared if whole.result), key=lambda it: it.shared_at)
    awarded = counts[InitiativeState.AWARDED.value] + counts[InitiativeState.SHARED.value]
    return Conference(year=year, results=told, awarded_count=awarded, shared_count=len(told))
