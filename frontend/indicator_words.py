"""What kinds, directions, ratios and places of an indicator are called on a page."""

from collections import Counter
from collections.abc import Callable

from services.profiles.contract.catalogue import IndicatorColumnView

Gettext = Callable[[str], str]
THEMES = [
    "population",
    "relationships",
    "income",
    "finances",
    "housing",
    "energy",
    "youth_care",
    "care",
    "education",
    "work",
    "amenities",
    "mobility",
    "land",
    "safety",
    "background",
    "other",
]


def kind_words(_: Gettext) -> dict[str, str]:
    return {
        "count": _("Aantal: van wijken samen tellen we het op"),
        "share": _("Deel van een geheel, in procenten"),
        "average": _("Gemiddelde of middelste waarde"),
        "rate": _("Aantal per 1.000 of meer"),
    }


def direction_words(_: Gettext) -> dict[str, str]:
    return {
        "neutral": _("Hoger of lager is niet beter of slechter"),
        "higher_heavier": _("Hoger betekent dat mensen het zwaarder hebben"),
        "lower_heavier": _("Lager betekent dat mensen het zwaarder hebben"),
    }


def theme_words(_: Gettext) -> dict[str, str]:
    """The themes that can be chosen; an indicator may have another one, in the words of its source."""
    names = (
        _("Bevolking"),
        _("Huishoudens en relaties"),
        _("Inkomen"),
        _("Geld en uitkering"),
        _("Wonen"),
        _("Energie"),
        _("Jeugdhulp"),
        _("Zorg en ondersteuning"),
        _("Onderwijs en opleiding"),
        _("Werk en bedrijven"),
        _("Voorzieningen in de buurt"),
        _("Vervoer"),
        _("Oppervlakte en ligging"),
        _("Veiligheid"),
        _("Herkomst"),
        _("Overig"),
    )
    return dict(zip(THEMES, names, strict=True))


def unit_words(_: Gettext) -> dict[str, str]:
    """The units with a code of their own, as people name them; another unit is a word the municipality wrote."""
    return {
        "people": _("mensen"),
        "households": _("huishoudens"),
        "homes": _("woningen"),
        "percent": _("procent"),
        "per_1000": _("per 1.000"),
        "number": _("een getal zonder eenheid"),
        "class": _("klasse"),
        "euro": _("euro"),
        "euro_1000": _("duizend euro"),
        "people_per_household": _("mensen per huishouden"),
        "per_household": _("per huishouden"),
        "births": _("geboorten"),
        "deaths": _("overledenen"),
        "schools": _("scholen"),
        "businesses": _("bedrijven"),
        "cars": _("auto's"),
        "vehicles": _("voertuigen"),
        "km": _("kilometer"),
        "hectare": _("hectare"),
        "people_per_km2": _("mensen per km²"),
        "addresses_per_km2": _("adressen per km²"),
        "per_km2": _("per km²"),
        "kwh": _("kWh stroom"),
        "m3": _("m³ gas"),
    }


def field_words(_: Gettext) -> dict[str, str]:
    """Fields of an indicator, as the history of its changes names them."""
    return {
        "nameNl": _("Naam"),
        "nameEn": _("Naam in het Engels"),
        "definitionNl": _("Wat telt mee"),
        "definitionEn": _("Wat telt mee, in het Engels"),
        "theme": _("Thema"),
        "unit": _("Eenheid"),
        "kind": _("Soort cijfer"),
        "direction": _("Richting"),
        "numerator": _("Wat wordt gedeeld"),
        "denominator": _("Waardoor gedeeld of gewogen"),
        "base": _("Over welke groep"),
        "factor": _("Maal"),
        "minimumBase": _("Kleinste groep"),
        "decimals": _("Cijfers achter de komma"),
        "keyFigure": _("Plaats op het eerste scherm"),
    }


def where_words(column: IndicatorColumnView, ngettext: Callable[[str, str, int], str]) -> str:
    """In how many regions of each level there is a number: 1 land, 5 gemeenten, 98 wijken."""
    numbers = Counter(column.numbers)
    words = {
        "country": ngettext("%(n)s land", "%(n)s landen", numbers["country"]),
        "municipality": ngettext("%(n)s gemeente", "%(n)s gemeenten", numbers["municipality"]),
        "district": ngettext("%(n)s wijk", "%(n)s wijken", numbers["district"]),
        "neighbourhood": ngettext("%(n)s buurt", "%(n)s buurten", numbers["neighbourhood"]),
    }
    return ", ".join(written % {"n": numbers[level]} for level, written in words.items() if numbers[level])
