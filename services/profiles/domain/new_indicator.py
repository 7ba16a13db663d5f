"""What can be said of an indicator nobody described yet, from the words of Statistics Netherlands about its column."""

import re

THEMES = {
    "bevolking": "population",
    "particuliere huishoudens": "relationships",
    "burgerlijke staat": "relationships",
    "personen met een migratieachtergrond": "background",
    "herkomst": "background",
    "wonen": "housing",
    "energie": "energy",
    "onderwijs": "education",
    "opleidingsniveau": "education",
    "arbeid": "work",
    "inkomen": "income",
    "sociale zekerheid": "finances",
    "zorg": "care",
    "bedrijfsvestigingen": "work",
    "motorvoertuigen": "mobility",
    "nabijheid": "amenities",
    "oppervlakte": "land",
    "postcode": "land",
    "stedelijkheid": "land",
    "criminaliteit": "safety",
}
UNITS = {
    "%": "percent",
    "aantal": "number",
    "km": "km",
    "per 1 000 inwoners": "per_1000",
    "aantal inwoners per km²": "people_per_km2",
    "per km²": "per_km2",
    "per huishouden": "per_household",
    "euro": "euro",
    "x 1 000 euro": "euro_1000",
    "1 000 euro": "euro_1000",
    "kwh": "kwh",
    "m³": "m3",
    "ha": "hectare",
    "code": "class",
}
KINDS = {"%": "share", "per 1 000 inwoners": "rate", "ha": "count"}
AVERAGED = re.compile(r"\b(gem\.|gemiddeld|mediaan|relatief)", re.IGNORECASE)


def code_of(stem: str) -> str:
    """The code of an indicator that is read from this column: `cbs_percentageeengezinswoning`."""
    return f"cbs_{re.sub(r'[^a-z0-9]+', '_', stem.lower()).strip('_')}"[:80]


def kind_of(unit: str, title: str = "", decimals: int | None = 0) -> str:
    """How it behaves when regions are put together; an average when in doubt, for averages are never added.

    CBS writes "aantal" for an average too (2.1 people in a household, 6.4 schools nearby): a count has no decimals.
    `decimals` is None when nothing says how many there are: no source that tells it, and no number yet.
    """
    plain = unit.strip().lower()
    if plain == "aantal":
        return "count" if decimals == 0 and not AVERAGED.search(title) else "average"
    return KINDS.get(plain, "average")


def theme_of(path: str) -> str:
    """The theme, from the innermost group of the source we know; the source's own word for one we do not."""
    groups = [group.strip() for group in path.split(" / ") if group.strip()]
    for group in reversed(groups):
        for words, theme in THEMES.items():
            if group.lower().startswith(words):
                return theme
    return groups[0] if groups else "other"


def unit_of(unit: str) -> str:
    """Our code of a unit, or the source's own words when we have none."""
    return UNITS.get(unit.strip().lower(), unit.strip() or "number")


def rounding_of(kind: str, unit: str, theme: str) -> str:
    """What CBS does to such a figure, as far as we know: it rounds counts of people at random, others to five."""
    if kind != "count" or unit == "hectare":
        return "decimals"
    return "random_5" if theme in {"population", "relationships", "background"} else "fives"


def weight_of(kind: str, unit: str, theme: str) -> str | None:
    """What weighs it when regions are put together; None when the source does not say what it is a part of."""
    if unit == "per_1000" or (unit == "km" and theme in {"amenities", "education"}):
        return "inhabitants"
    return "homes" if kind == "share" and theme == "housing" else None
