"""How budget says no in a round of ballots."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooMany


class UnknownRound(NotFound):
    """Not there, or not published yet."""

    slug = "unknown-round"


class RoundMove(Conflict):
    """This round cannot make that move from where it is."""

    slug = "round-move"


class RoundOpensInThePast(Invalid):
    """A round is published before it opens."""

    slug = "round-opens-in-the-past"


class NotALineToVoteOn(Invalid):
    """Only the money of an area or of the whole city is voted on, and only once it is public."""

    slug = "not-a-line-to-vote-on"


class RoundAboveFree(Conflict):
    """The budget of a round is more than its line has free, with what other rounds keep apart taken off."""

    slug = "round-above-free"


class IdeaNotForRound(Invalid):
    """Only an open idea of the same line, that costs no more than the budget, can be voted on."""

    slug = "idea-not-for-round"


class IdeaInRound(Conflict):
    """The idea is on the ballot of a round that is not over."""

    slug = "idea-in-round"


class RoundSetterCannotConfirm(Forbidden):
    """Who set a round does not make its outcome final."""

    slug = "round-setter-cannot-confirm"


class NotADeviation(Invalid):
    """A deviation says what the count gave already, or names a plan twice or one that is not there."""

    slug = "not-a-deviation"


class NotAPart(Invalid):
    """A part by hand is less than the plan costs, and no less than its people can do with."""

    slug = "not-a-part"


class DecisionsAboveBudget(Conflict):
    """With these deviations the plans would cost more than the budget of the round."""

    slug = "decisions-above-budget"


class RoundNotOpenYet(Conflict):
    slug = "round-not-open-yet"


class RoundClosed(Conflict):
    """Closed by the clock, counted, or called off."""

    slug = "round-closed"


class WrongVotingCode(Invalid):
    """It says nothing about codes that are there."""

    slug = "wrong-voting-code"


class CodeUsed(Conflict):
    """With this code another ballot was cast."""

    slug = "code-used"


class UnknownProject(Invalid):
    """A ballot names a number that is not on it."""

    slug = "unknown-project"


class UnknownRoundTheme(Invalid):
    """The round has no such theme."""

    slug = "unknown-round-theme"


class NotALeast(Invalid):
    """What a plan can do with too is no more than it costs, in a round that gives parts."""

    slug = "not-a-least"


class TooManyVotingTries(TooMany):
    """Too many wrong codes from one place within an hour."""

    slug = "too-many-voting-tries"


class TooManyVotingCodes(TooMany):
    """Too many codes asked from one place within an hour."""

    slug = "too-many-voting-codes"


class NoCodesByMail(Conflict):
    """In this round codes come by post only."""

    slug = "no-codes-by-mail"


class TooManyPrintedCodes(Conflict):
    """A round has room for so many printed codes and no more."""

    slug = "too-many-printed-codes"


class SheetGivenAlready(Conflict):
    """A sheet of codes is given once; afterwards only hashes exist."""

    slug = "sheet-given-already"


class NoBundleYet(NotFound):
    """The round is not counted yet."""

    slug = "no-bundle-yet"
