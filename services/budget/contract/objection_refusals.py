"""How budget says no about objections."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound


class UnknownObjection(NotFound):
    slug = "unknown-objection"


class NoDecisionYet(Conflict):
    """There is no decision to object to."""

    slug = "no-decision-yet"


class ObjectedAlready(Conflict):
    """Who asked objects to a decision once; more reasons go to who handles it."""

    slug = "objected-already"


class ObjectionMove(Conflict):
    """This objection is decided on or withdrawn."""

    slug = "objection-move"


class ExtendedAlready(Conflict):
    """A term is extended once (7:10(3))."""

    slug = "extended-already"


class TookPart(Forbidden):
    """Who took the decision does not decide on the objection (10:3(3))."""

    slug = "took-part"


class ReceivedLater(Invalid):
    """Received before the decision, or on a day to come."""

    slug = "received-later"
