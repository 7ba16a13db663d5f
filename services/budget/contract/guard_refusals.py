"""How budget says no when people guard the spending together."""

from services.kit.errors import Conflict, Invalid, NotFound, TooLarge, TooMany


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


class UnknownDocument(NotFound):
    slug = "unknown-document"


class NotADocument(Invalid):
    """Not a PDF by its content, or one that is broken."""

    slug = "not-a-document"


class DocumentLocked(Invalid):
    """A PDF with a password: nobody can see what is in it."""

    slug = "document-locked"


class DocumentDoesMore(Invalid):
    """A PDF with scripts, files, a form that sends, or something else that runs or unpacks."""

    slug = "document-does-more"


class DocumentTooLarge(TooLarge):
    slug = "document-too-large"


class TooManyDocuments(TooMany):
    slug = "too-many-documents"


class ConferenceIsKept(Conflict):
    """What was shown is kept as it is, for the next year."""

    slug = "conference-is-kept"
