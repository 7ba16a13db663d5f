"""The kinds of people one can sign in as in development: their name in the address, and what they come for."""

from collections.abc import Callable

from services.profiles.contract.models import Role

KINDS = {
    "beleidsmedewerker": Role.POLICY_OFFICER,
    "budgethouder": Role.APPROVER,
    "wijkteam": Role.AREA_WORKER,
    "bewoner": Role.AREA_RESIDENT,
    "raadslid": Role.COUNCIL_MEMBER,
    "partner": Role.PARTNER_MEMBER,
}


def kind_words(_: Callable[[str], str]) -> list[tuple[str, str, str]]:
    """Kind in the address, name, and what this person comes for."""
    return [
        ("beleidsmedewerker", _("Beleidsmedewerker"), _("maakt de verdeling, de teams en de afspraken met partners")),
        ("budgethouder", _("Budgethouder"), _("stelt de verdeling vast, of stuurt haar terug")),
        ("wijkteam", _("Iemand van het wijkteam"), _("beslist samen met bewoners over ideeën")),
        ("bewoner", _("Bewoner die meebeslist"), _("beslist samen met het wijkteam over ideeën")),
        ("raadslid", _("Raadslid"), _("volgt het geld en de resultaten")),
        ("partner", _("Medewerker van een partner"), _("ziet per regel wat de software van de partner leverde")),
    ]
