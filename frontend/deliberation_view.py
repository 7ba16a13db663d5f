"""How an idea is decided, as pages say it."""

from collections.abc import Callable
from dataclasses import dataclass

from frontend import formats
from frontend.scheme_words import way_sentence
from services.budget.contract.deliberations import Deliberation, IdeaMessage, ProposalState, ProposalView, RisenFrom
from services.budget.contract.schemes import Way

Say = Callable[[str], str]


@dataclass(frozen=True)
class ShownProposal:
    """A proposal with a sentence on where it stands, and who took part as kinds of people."""

    view: ProposalView
    state: str
    took_part: list[str]

    @property
    def is_open(self) -> bool:
        return self.view.state is ProposalState.OPEN


@dataclass(frozen=True)
class ShownMessage:
    """A question or an answer, with who said it as a kind of person."""

    by: str
    view: IdeaMessage


@dataclass(frozen=True)
class Told:
    """`way` is a sentence; `year` leads to the scheme it stands in."""

    year: int
    way: str
    risen: RisenFrom | None
    proposals: list[ShownProposal]
    messages: list[ShownMessage]
    found: Deliberation

    @property
    def by_team(self) -> bool:
        return self.found.way is Way.TEAM

    @property
    def by_vote(self) -> bool:
        return self.found.way is Way.VOTE

    @property
    def standing(self) -> ShownProposal | None:
        """The proposal that stands open."""
        return next((each for each in self.proposals if each.is_open), None)


def told_of(found: Deliberation, year: int, _: Say, language: str) -> Told:
    proposals = [_shown(each, _, language) for each in found.proposals]
    messages = [
        ShownMessage(seat_word(each.seat, _) if each.seat else _("wie het idee vertelde"), each)
        for each in found.messages
    ]
    return Told(year, way_sentence(found.way, found.consent_days, _), found.risen, proposals, messages, found)


def seat_word(seat: str, _: Say) -> str:
    return _("iemand van het wijkteam") if seat == "worker" else _("een bewoner")


def _shown(view: ProposalView, _: Say, language: str) -> ShownProposal:
    day = {"date": formats.date(view.last_day, language)}
    words = {
        ProposalState.OPEN: _("Ligt open tot en met %(date)s.") % day,
        ProposalState.OBJECTED: _("Gestopt: iemand had een bezwaar."),
        ProposalState.AWARDED: _("Ging door: tot en met %(date)s had niemand een bezwaar.") % day,
        ProposalState.LAPSED: _("Verlopen: er deden niet én een bewoner én een werker mee."),
        ProposalState.NO_MONEY: _("Ging niet door: er was niet genoeg geld meer."),
        ProposalState.WITHDRAWN: _("Vervallen: een andere kring of een stemming beslist."),
    }
    return ShownProposal(view, words[view.state], [seat_word(seat, _) for seat in view.took_part])
