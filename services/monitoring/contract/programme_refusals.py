"""How monitoring says no about the figures of the programme."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound


class UnknownProgrammeKpi(NotFound):
    slug = "unknown-programme-kpi"


class UnknownFeed(NotFound):
    """There is no such mark, or it was ended."""

    slug = "unknown-feed"


class FeedDoesNotFit(Invalid):
    """Children and families are not one number; what is not counted each quarter makes no quarter."""

    slug = "feed-does-not-fit"


class FeedExists(Conflict):
    """It is marked already, and counts once."""

    slug = "feed-exists"


class UnknownTarget(NotFound):
    """There is no such target, or it was approved or ended."""

    slug = "unknown-programme-target"


class TargetDoesNotFit(Invalid):
    """A share is 1 to 100, a grade 1 to 5 with one decimal, a count a whole number."""

    slug = "programme-target-does-not-fit"


class TargetProposerCannotApprove(Forbidden):
    """Four eyes: a target is a promise to the council."""

    slug = "programme-target-four-eyes"


class TargetExists(Conflict):
    """Somebody proposed or approved another at the same moment."""

    slug = "programme-target-exists"
