"""How monitoring says no about the figures of the programme."""

from services.kit.errors import Conflict, Invalid, NotFound


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
