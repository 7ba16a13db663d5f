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


class SplitPartsTooLittle(SplitNotExact):
    """The lines under one line are together less than what there is, and none of them takes the rest."""

    slug = "split-parts-too-little"


class SplitPartsTooMuch(SplitNotExact):
    """The lines under one line are together more than what there is."""

    slug = "split-parts-too-much"


class SplitRestBelowZero(SplitPartsTooMuch):
    """The same, where one of them is to take the rest."""

    slug = "split-rest-below-zero"


class SplitWeightsNotOne(SplitNotExact):
    """The weights of an allocation key do not add up to 1."""

    slug = "split-weights-not-one"


class SplitBelowZero(SplitNotExact):
    """An amount in a plan is below zero."""

    slug = "split-below-zero"


class NoWeight(Invalid):
    """Profiles has no number for an area, so the key cannot divide."""

    slug = "no-weight"


class NoNeed(NoWeight):
    """Every area has a figure and all are zero: there is nothing to divide by."""

    slug = "no-need"


class PlanShape(Invalid):
    """A plan is put together in a way that cannot be divided; what is wrong says the class below it."""

    slug = "plan-shape"


class PlanWithoutLines(PlanShape):
    slug = "plan-without-lines"


class PlanWithoutAreas(PlanShape):
    """There is a line for the areas, and no area."""

    slug = "plan-without-areas"


class PlanTooLong(PlanShape):
    slug = "plan-too-long"


class PlanTooDeep(PlanShape):
    slug = "plan-too-deep"


class PlanKeyTooLong(PlanShape):
    """An allocation key has too many components."""

    slug = "plan-key-too-long"


class PlanLineKind(PlanShape):
    """A line is of a kind that is not there."""

    slug = "plan-line-kind"


class PlanLineTwice(PlanShape):
    """Two lines for the areas, or two for the whole city: an idea must find its one line."""

    slug = "plan-line-twice"


class PlanLinesAlike(PlanShape):
    """Two lines under one line have the same key, so their paths would be the same."""

    slug = "plan-lines-alike"


class PlanGroup(PlanShape):
    """A group without lines, or lines under what is not a group."""

    slug = "plan-group"


class PlanAllocation(PlanShape):
    """A line for the areas without an allocation key, or a key at another line."""

    slug = "plan-allocation"


class PlanShareAndAmount(PlanShape):
    """A line asks both a share and an amount."""

    slug = "plan-share-and-amount"


class PlanTwoRests(PlanShape):
    """Two lines under one line take the rest."""

    slug = "plan-two-rests"


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
    """Nothing is free on these lines, or it would go to the same year."""

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
