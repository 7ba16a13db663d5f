"""How monitoring says no about dossiers."""

from services.kit.errors import Forbidden, Invalid, NotFound


class NoDraft(NotFound):
    """There is nothing to put in force."""

    slug = "no-draft"


class UnknownAgreementVersion(NotFound):
    slug = "unknown-agreement-version"


class WriterCannotDecide(Forbidden):
    """Four eyes: who wrote in a draft does not put it in force."""

    slug = "writer-cannot-decide"


class EndorsedInFuture(Invalid):
    """Nobody endorsed anything yet on a day that is still to come."""

    slug = "endorsed-in-future"


class NotTheKpiOfMoney(Invalid):
    """What was spent is a KPI in euros of this agreement, each month or quarter, for the whole municipality."""

    slug = "not-the-kpi-of-money"


class FrequencyOfDelivered(Invalid):
    """How often a KPI comes stays as it is once values came under its code: those would no longer be found."""

    slug = "frequency-of-delivered"
