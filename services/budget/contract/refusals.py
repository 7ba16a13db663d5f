"""How budget says no."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge, TooMany


class UnknownSplit(NotFound):
    slug = "unknown-split"


class UnknownSource(NotFound):
    slug = "unknown-source"


class UnknownInitiative(NotFound):
    slug = "unknown-initiative"


class LinkNotKnown(NotFound):
    """The private link or session is not known (any more)."""

    slug = "link-not-known"


class UnknownPhoto(NotFound):
    slug = "unknown-photo"


class NoMoneyForArea(NotFound):
    """There is no approved split for that year with a line for that area."""

    slug = "no-money-for-area"


class NoMoneyForCity(NotFound):
    """There is no published split for that year with a line for the whole city."""

    slug = "no-money-for-city"


class SplitMove(Conflict):
    """This split cannot make that move from where it is."""

    slug = "split-move"


class SourceMove(Conflict):
    """A source is confirmed or withdrawn once, while it is planned."""

    slug = "source-move"


class SourceNotUsable(Invalid):
    """The source is of another year, or was withdrawn."""

    slug = "source-not-usable"


class SourceNotConfirmed(Conflict):
    """A split is approved only over money that is confirmed."""

    slug = "source-not-confirmed"


class AdderCannotConfirm(Forbidden):
    """Who added a source does not confirm it."""

    slug = "adder-cannot-confirm"


class SplitIsNotInForce(Conflict):
    """A change names the split it changes, and that one no longer holds (or never did)."""

    slug = "split-is-not-in-force"


class CeilingBelowCommitted(Conflict):
    """A change during the year may only move what is not committed yet."""

    slug = "ceiling-below-committed"


class UnknownLine(NotFound):
    """A line of another year, or none at all."""

    slug = "unknown-line"


class UnknownPosting(NotFound):
    slug = "unknown-posting"


class MoreThanStands(Conflict):
    """More is asked than stands on that account of the initiative."""

    slug = "more-than-stands"


class NotToCorrect(Conflict):
    """A split is changed and an award released; only payments, repayments and releases are corrected."""

    slug = "not-to-correct"


class CorrectedAlready(Conflict):
    slug = "corrected-already"


class NothingToCarry(Conflict):
    """Nothing is free on these lines, or it would not go to a later year."""

    slug = "nothing-to-carry"


class YearHasSplit(Conflict):
    """For this year a split is in force already; only a change of it can be made."""

    slug = "year-has-split"


class ProposerCannotApprove(Forbidden):
    slug = "proposer-cannot-approve"


class InitiativeMove(Conflict):
    slug = "initiative-move"


class WrongCode(Invalid):
    slug = "wrong-code"


class TooManyCodes(TooMany):
    slug = "too-many-codes"


class NotOfThisCircle(Forbidden):
    slug = "not-of-this-circle"


class HasStake(Forbidden):
    """Who has a personal interest keeps out of the decision (Awb 2:4)."""

    slug = "has-stake"


class AlreadySaidYes(Conflict):
    slug = "already-said-yes"


class SeatTaken(Conflict):
    """The same kind of member (worker or resident) said yes already; the second yes must be of the other kind."""

    slug = "seat-taken"


class NotEnoughLeft(Conflict):
    """An award may not go over the ceiling (Awb 4:25)."""

    slug = "not-enough-left"


class RestIsKeptApart(NotEnoughLeft):
    """The same, where a round of ballots keeps money of the line for its own ideas."""

    slug = "rest-is-kept-apart"


class NothingLeft(NotEnoughLeft):
    """The same, said by the last guard in the database, which knows no amounts."""

    slug = "nothing-left"


class NotAPhoto(Invalid):
    slug = "not-a-photo"


class PhotoTooLarge(TooLarge):
    slug = "photo-too-large"


class TooManyPhotos(TooMany):
    slug = "too-many-photos"


class TooManyIdeas(TooMany):
    """Too many codes for one e-mail address in a day, of ideas that still wait for theirs."""

    slug = "too-many-ideas"


class TooManyNewCodes(TooMany):
    """The same, when another code is asked for."""

    slug = "too-many-new-codes"
