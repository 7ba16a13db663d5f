"""How monitoring says no about referrals, breach cases and reviews."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound


class PersonalDataFound(Invalid):
    """Something points at a person: all of it is refused, nothing of it is kept."""

    slug = "personal-data-found"


class UnknownReferral(NotFound):
    slug = "unknown-referral"


class UnknownBreachCase(NotFound):
    slug = "unknown-breach-case"


class UnknownStep(NotFound):
    slug = "unknown-step"


class UnknownReview(NotFound):
    slug = "unknown-review"


class ProposerCannotConfirm(Forbidden):
    """Four eyes: who proposed a step does not decide on it."""

    slug = "proposer-cannot-confirm"


class CaseIsClosed(Conflict):
    slug = "case-is-closed"


class HearPartnerFirst(Conflict):
    """A warning, a recovery or the end of the subsidy comes after a hearing that was confirmed."""

    slug = "hear-partner-first"


class DocumentMissing(Invalid):
    slug = "document-missing"


class EndDateMissing(Invalid):
    """Who ends a subsidy says which day is its last."""

    slug = "end-date-missing"


class EndDateUnasked(Invalid):
    """Only the end of the subsidy has a last day."""

    slug = "end-date-unasked"


class StepIsWaiting(Conflict):
    """One step at a time: the last one proposed was not decided on yet."""

    slug = "step-is-waiting"


class StepIsDecided(Conflict):
    slug = "step-is-decided"


class SampleExists(Conflict):
    """A quarter is drawn once: drawing again until it suits is no lot."""

    slug = "sample-exists"


class NoReferralsToDraw(Conflict):
    slug = "no-referrals-to-draw"


class QuarterStillRuns(Conflict):
    slug = "quarter-still-runs"
