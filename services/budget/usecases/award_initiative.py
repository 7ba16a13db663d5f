"""Awards an initiative: ledger, decision letter, mail and event, all in the transaction of what decided on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from services.budget.contract.events import AWARD_MADE, AwardMade
from services.budget.contract.initiatives import InitiativeState
from services.budget.contract.letters import LetterKind
from services.budget.contract.schemes import Scheme
from services.budget.domain.amounts import Euros
from services.budget.domain.letter import LetterText, as_text
from services.budget.domain.moves import check_initiative_move
from services.budget.store.circle_queries import Letterhead, Purse, open_purse
from services.budget.store.schema import table_of
from services.budget.store.tables import Award, Initiative
from services.budget.usecases.letters import part_why
from services.budget.usecases.letters.write_letter import OBJECT, facts_of, new_letter, pot_of, write_letter
from services.budget.usecases.mails import award_mail
from services.budget.usecases.office import Office
from services.budget.usecases.post_to_ledger import AwardPosting, award_posting
from services.budget.usecases.schemes.scheme_of import scheme_of_idea
from services.kit.caller import Caller
from services.kit.database import Session
from services.kit.outbox import news
from services.kit.together import Change, Row, write_together

_AWARDS, _INITIATIVES = table_of(Award), table_of(Initiative)


@dataclass(frozen=True)
class ByVote:
    """A round of ballots decided. `why`: the reason as a sentence, by language. `cents`: a part, if it is not all."""

    title: str
    voters: int
    why: Callable[[str], str]
    cents: int | None = None


@dataclass(frozen=True)
class ByConsent:
    """A proposal stood open and nobody objected. `cents`: what it said; `text`: what was agreed, or nothing."""

    cents: int
    days: int
    text: str


@dataclass(frozen=True)
class ByPart:
    """The circle chose a part, both kinds of member the same one. `ground`: why not all, in their words."""

    cents: int
    ground: str


By = ByVote | ByConsent | ByPart
WHY: dict[type, str] = {ByVote: "by-vote", ByConsent: "by-consent", ByPart: "by-circle"}


async def award_initiative(
    session: Session,
    caller: Caller,
    initiative: Initiative,
    head: Letterhead,
    office: Office,
    by: By | None = None,
    also: Sequence[Row] = (),
    scheme: Scheme | None = None,
    purse: Purse | None = None,
) -> None:
    """By the circle's second yes, or `by` another way: then all of what was decided or nothing.

    `also`: what is written with it. `scheme` of the idea and `purse` of its line: for who has them already.

    Raises InitiativeMove, NotEnoughLeft.
    """
    check_initiative_move(initiative.state, InitiativeState.AWARDED)
    scheme = scheme or await scheme_of_idea(session, initiative, office)
    agreed = (by.cents if by else None) or initiative.amount_cents
    may_part = scheme.part_awards and by is None
    purse = purse or await open_purse(session, initiative.line_id)
    posting = award_posting(caller, initiative, purse, office, agreed_cents=agreed, may_part=may_part)
    changed = _awarded(session, initiative, office)
    language = head.language or "nl"
    text = _letter(initiative, posting, head.municipality, language, office, by, scheme)
    award = {
        "initiative_id": initiative.id,
        "posting_id": posting.posting_id,
        "awarded_on": office.today(),
        "amount_cents": posting.cents,
        "language": language,
        "letter": as_text(text),
        "part_why": _part_why(initiative, posting, office, by),
    }
    letter = new_letter(initiative, LetterKind.AWARD, language, text, office)
    mail = award_mail(initiative, head, as_text(text), office)
    event = _event(initiative, posting.cents, office)
    told = news(office.clock, type=AWARD_MADE, subject=str(initiative.id), data=event)
    await write_together(session, [*also, *posting.rows, (_AWARDS, award), letter, *mail, *told], changed)


def _awarded(session: Session, initiative: Initiative, office: Office) -> Change:
    """Not by the session, which would write it apart."""
    session.expunge(initiative)
    initiative.state, initiative.awarded_at = InitiativeState.AWARDED.value, office.now()
    initiative.version += 1
    changed = {"state": initiative.state, "awarded_at": initiative.awarded_at, "version": initiative.version}
    return _INITIATIVES, initiative.id, changed


def _letter(
    initiative: Initiative,
    posting: AwardPosting,
    municipality: str,
    language: str,
    office: Office,
    by: By | None,
    scheme: Scheme,
) -> LetterText:
    """Yes or yes in part, why, when it is paid, what we ask in return, who decided, how to object."""
    facts = facts_of(initiative, posting.line_name, municipality, scheme, language, office)
    facts |= {"amount": Euros(posting.cents), "kept": Euros(posting.kept_apart)}
    in_full = posting.cents == initiative.amount_cents
    if isinstance(by, ByVote):
        facts |= {"round": by.title, "voters": by.voters, "reason": by.why(language)}
    if isinstance(by, ByConsent):
        facts |= {"days": by.days, "agreed": _agreed(by.text, in_full=in_full)}
    if isinstance(by, ByPart):
        facts |= {"ground": by.ground}
    sections = (
        f"letter.why.{_why(by, in_full=in_full, beside_a_vote=posting.kept_apart > 0)}",
        "letter.paid",
        "letter.back",
        f"letter.who.{'by-vote' if isinstance(by, ByVote) else 'by-circle'}",
    )
    return write_letter("letter.yes" if in_full else "letter.yes-in-part", (*sections, OBJECT), language, facts, office)


def _part_why(initiative: Initiative, posting: AwardPosting, office: Office, by: By | None) -> dict[str, str]:
    """Of a part, for everybody to read. What both of the circle chose stands with their yesses."""
    if posting.cents == initiative.amount_cents or isinstance(by, ByPart):
        return {}
    if isinstance(by, ByConsent):
        return {"own": by.text}
    if isinstance(by, ByVote):
        return part_why.by_vote(by.title, by.why, office)

    def pot(language: str) -> str:
        return pot_of(initiative, posting.line_name, language, office)

    return part_why.what_was_left(pot, initiative.year, posting.kept_apart, office)


def _why(by: By | None, *, in_full: bool, beside_a_vote: bool) -> str:
    """The end of the slug of the reason; who chose a part says why."""
    if by is None:
        return "by-circle" if in_full else "what-was-left" + ("-beside-a-vote" if beside_a_vote else "")
    return WHY[type(by)] + ("" if in_full or isinstance(by, ByVote) else "-part")


def _agreed(text: str, *, in_full: bool) -> str:
    """After what was told, with a space; of a part it is the reason and stands by itself."""
    return f" {text}" if in_full and text else text


def _event(initiative: Initiative, cents: int, office: Office) -> AwardMade:
    return AwardMade(
        initiative_id=initiative.id,
        version=initiative.version,
        area_id=initiative.area_id,
        year=initiative.year,
        amount_cents=cents,
        awarded_on=office.today(),
    )
