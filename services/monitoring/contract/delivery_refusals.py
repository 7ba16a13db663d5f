"""How monitoring says no to a delivery, or around it."""

from services.kit.errors import Conflict, Forbidden, Invalid


class PeriodLocked(Conflict):
    """Two later periods have ended since; only an extension opens it again."""

    slug = "period-locked"


class SubsidyEnded(Forbidden):
    """The period began after the subsidy ended; what began before it can still come."""

    slug = "subsidy-ended"


class VersionNotInForce(Conflict):
    """The delivery asks to be judged by a version of the agreement that is not the one in force."""

    slug = "version-not-in-force"


class NotAFile(Invalid):
    """Neither a CSV with its columns named nor a JSON object per line."""

    slug = "not-a-file"


class NoRows(Invalid):
    slug = "no-rows"


class TooManyRows(Invalid):
    slug = "too-many-rows"


class ExtensionInThePast(Invalid):
    slug = "extension-in-the-past"


class NothingToReview(Conflict):
    """No figures of that period wait for a decision."""

    slug = "nothing-to-review"


class RemarksMissing(Invalid):
    """Who returns figures says what is to be mended."""

    slug = "remarks-missing"


class DelivererCannotReview(Forbidden):
    """Four eyes: who delivered a figure does not accept it."""

    slug = "deliverer-cannot-review"


class OwnPartner(Forbidden):
    """Who belongs to a partner judges nothing of it."""

    slug = "own-partner"


class WasOfPartner(OwnPartner):
    """Who submitted a report as one of the partner, and does not belong to it any more."""

    slug = "was-of-partner"


class ApprovedForOtherSide(OwnPartner):
    """Who approved the minutes of a talk for one side does not do it for the other one too."""

    slug = "approved-for-other-side"
