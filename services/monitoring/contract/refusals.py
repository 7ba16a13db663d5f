"""How monitoring says no."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound


class UnknownPartner(NotFound):
    slug = "unknown-partner"


class UnknownSubmission(NotFound):
    slug = "unknown-submission"


class PartnerExists(Conflict):
    slug = "partner-exists"


class KpiGivenTwice(Invalid):
    """A posted value would not know to which of the two KPIs it belongs."""

    slug = "kpi-given-twice"


class NoAgreement(Forbidden):
    """There is no agreement with this partner for the year of that period."""

    slug = "no-agreement"


class NothingAgreed(NoAgreement):
    """The same, said to somebody who wants to read about that year."""

    slug = "nothing-agreed"


class PeriodNotBegun(Conflict):
    """A period can be delivered from its first day on, not before."""

    slug = "period-not-begun"
