"""How budget says no to the municipality's own software, and to who makes a key for it."""

from services.kit.errors import Forbidden, Invalid, NotFound, Unauthenticated


class UnknownSoftwareKey(NotFound):
    slug = "unknown-software-key"


class SoftwareKeyEndDate(Invalid):
    """A key ends today at the earliest, and not later than the municipality set."""

    slug = "software-key-end-date"


class SoftwareKeyEnded(Unauthenticated):
    """The secret is right; somebody ended the key."""

    slug = "software-key-ended"


class SoftwareKeyExpired(Unauthenticated):
    """The secret is right; the last day of the key has passed."""

    slug = "software-key-expired"


class NotDraftedByThisSoftware(Forbidden):
    """Software proposes and discards only the drafts it made itself, with the same key."""

    slug = "not-drafted-by-this-software"
