"""How monitoring says no about what is learned."""

from services.kit.errors import Invalid, NotFound


class DayNotCome(Invalid):
    """Nobody learned anything yet on a day that is still to come."""

    slug = "day-not-come"


class UnknownUncertainty(Invalid):
    """The agreement in force does not name this uncertainty."""

    slug = "unknown-uncertainty"


class UnknownCaseReview(NotFound):
    slug = "unknown-case-review"


class UnknownVisit(NotFound):
    slug = "unknown-visit"
