"""How monitoring says no about progress talks."""

from services.kit.errors import Conflict, NotFound


class TalkIsApproved(Conflict):
    """Both sides approved it: it is opened again first, and that version stays."""

    slug = "talk-is-approved"


class TalkNotApproved(Conflict):
    """Only what both sides approved is opened again."""

    slug = "talk-not-approved"


class TalkNotHeld(Conflict):
    """Minutes are approved of a talk that was held: it has a day, and that day has come."""

    slug = "talk-not-held"


class TalkIsHeld(Conflict):
    """The partner adds to the agenda until the day of the talk."""

    slug = "talk-is-held"


class TooManyOwnPoints(Conflict):
    """A talk has room for so many points of the partner's own."""

    slug = "too-many-own-points"


class AlreadyApproved(Conflict):
    """This side approved it; it waits for the other one."""

    slug = "already-approved"


class UnknownPoint(NotFound):
    slug = "unknown-point"


class UnknownAction(NotFound):
    slug = "unknown-action"


class UnknownKeptTalk(NotFound):
    slug = "unknown-kept-talk"
