"""How budget says no about photos and documents with an application."""

from services.kit.errors import Conflict, Invalid, NotFound, TooMany


class UnknownAttachment(NotFound):
    slug = "unknown-attachment"


class TooManyAttachments(TooMany):
    slug = "too-many-attachments"


class NotAnAttachment(Invalid):
    """Its content is neither a photo nor a PDF we can keep."""

    slug = "not-an-attachment"


class DecidedAlready(Conflict):
    """What goes with an application is for who decides on it."""

    slug = "attachments-after-decision"
