"""How budget says no."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooLarge, TooMany


class UnknownSplit(NotFound):
    slug = "unknown-split"


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


class SplitNotExact(Invalid):
    """A share does not come out in whole cents, or base and support are more than there is."""

    slug = "split-not-exact"


class SplitShareOutOfRange(SplitNotExact):
    """A share is not between 0 and 1."""

    slug = "split-share-out-of-range"


class SplitBaseTooHigh(SplitNotExact):
    """The base of all areas together is more than the areas get."""

    slug = "split-base-too-high"


class SplitSupportTooHigh(SplitNotExact):
    """Support is more than what the areas leave."""

    slug = "split-support-too-high"


class NoWeight(Invalid):
    """Profiles has no number for an area, so the key cannot divide."""

    slug = "no-weight"


class SplitMove(Conflict):
    """This split cannot make that move from where it is."""

    slug = "split-move"


class YearHasSplit(Conflict):
    """For this year a split is approved already."""

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
