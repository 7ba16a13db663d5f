"""How budget says no when people guard the spending together."""

from services.kit.errors import Conflict, Invalid, NotFound, TooMany


class UnknownEntry(NotFound):
    slug = "unknown-entry"


class UnknownMessage(NotFound):
    slug = "unknown-message"


class JournalNotOpen(Conflict):
    """A journal begins once there is money."""

    slug = "journal-not-open"


class SpentOnWrongDay(Invalid):
    """Spent in the future, or long before the year of the initiative."""

    slug = "spent-on-wrong-day"


class TooManyInJournal(TooMany):
    slug = "too-many-in-journal"


class StruckAlready(Conflict):
    slug = "struck-already"


class NotToAnswer(Conflict):
    """An answer belongs to a question, and a concern is settled once."""

    slug = "not-to-answer"
