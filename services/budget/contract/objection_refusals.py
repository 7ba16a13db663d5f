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


class OnlyWhenUpheld(Invalid):
    """Who is not right, changes no amount."""

    slug = "only-when-upheld"


class NothingChanges(Invalid):
    """The new decision says what the award already is."""

    slug = "nothing-changes"


class MoreThanAsked(Invalid):
    """Nobody gets more than was asked."""

    slug = "more-than-asked"


class NotWorseForWhoObjects(Conflict):
    """Who objects to the decision on an idea of their own gets no less by it."""

    slug = "not-worse-for-who-objects"


class NotEnoughForObjection(Conflict):
    """The line has less free than the decision on the objection would award."""

    slug = "not-enough-for-objection"


class ReceivedLater(Invalid):
    """Received before the decision, or on a day to come."""

    slug = "received-later"
