"""How monitoring says no about mail to council members."""

from services.kit.errors import Invalid, NotFound


class CouncilMailEndsWrong(Invalid):
    """The last day lies after today, and within four years: so long a council sits."""

    slug = "council-mail-ends-wrong"


class NoCouncilMail(NotFound):
    """It ended before, or the link is not whole."""

    slug = "no-council-mail"
