"""How monitoring says no to a delivery, or around it."""

from services.kit.errors import Conflict, Forbidden, Invalid


class PeriodLocked(Conflict):
    """Two later periods have ended since; only an extension opens it again."""

    slug = "period-locked"


class ExtensionInThePast(Invalid):
    slug = "extension-in-the-past"


class OwnPartner(Forbidden):
    """Who belongs to a partner judges nothing of it."""

    slug = "own-partner"
