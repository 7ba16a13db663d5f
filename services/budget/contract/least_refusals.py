"""How budget says no about the least an idea can do with."""

from services.budget.contract.refusals import NotEnoughLeft
from services.kit.errors import Conflict, Invalid


class LeastNotOfIdea(Invalid):
    """The least an idea can do with is less than it asks."""

    slug = "least-not-of-idea"


class LeastAboveProposal(Conflict):
    """A proposal for less than this stands open; it ends first."""

    slug = "least-above-proposal"


class BelowLeast(Conflict):
    """Who told the idea said that it cannot do with so little."""

    slug = "below-least"


class LeftBelowLeast(NotEnoughLeft):
    """What is left could be given as a part, but the idea cannot do with it."""

    slug = "left-below-least"
