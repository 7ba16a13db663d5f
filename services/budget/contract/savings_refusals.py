"""How budget says no about savings cases."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound


class UnknownSavingsCase(NotFound):
    slug = "unknown-savings-case"


class SavingsInterval(Invalid):
    """The estimate is not an interval: low, then centre, then high."""

    slug = "savings-interval"


class SavingsNothing(Invalid):
    """Even the upper bound saves nothing."""

    slug = "savings-nothing"


class SavingsMove(Conflict):
    slug = "savings-move"


class SavingsProposerCannotDecide(Forbidden):
    """Who proposed a savings case, or said what was seen of it, decides nothing in it (four eyes)."""

    slug = "savings-proposer-cannot-decide"


class SavingsYearTooEarly(Invalid):
    """What was seen cannot become money of a year before the year of the saving."""

    slug = "savings-year-too-early"


class SavingsSeenTooEarly(Invalid):
    """Before the year of the saving began nothing of it can be seen."""

    slug = "savings-seen-too-early"


class SavingsSeenInFuture(Invalid):
    """Nobody has seen a day that has not been."""

    slug = "savings-seen-in-future"
