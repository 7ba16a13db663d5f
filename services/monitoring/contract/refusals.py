"""How monitoring says no."""

from services.kit.errors import Conflict, Forbidden, NotFound, Unauthenticated


class UnknownPartner(NotFound):
    slug = "unknown-partner"


class UnknownSubmission(NotFound):
    slug = "unknown-submission"


class PartnerExists(Conflict):
    slug = "partner-exists"


class AgreementExists(Conflict):
    slug = "agreement-exists"


class BadApiKey(Unauthenticated):
    slug = "bad-api-key"


class NoAgreement(Forbidden):
    """There is no agreement with this partner for the year of that period."""

    slug = "no-agreement"


class PeriodNotOver(Conflict):
    """A period can be delivered from its first day on, not before."""

    slug = "period-not-begun"
