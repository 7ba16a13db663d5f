"""What can be said of an indicator nobody described yet, from the words of Statistics Netherlands about its column."""

import re

THEMES = {
    "bevolking": "population",
    "wonen": "housing",
    "energie": "housing",
    "onderwijs": "education",
    "arbeid": "income",
    "inkomen": "income",
    "sociale zekerheid": "finances",
    "zorg": "youth_care",
    "bedrijfsvestigingen": "work",
    "motorvoertuigen": "mobility",
    "nabijheid": "amenities",
    "nabijheid voorzieningen": "amenities",
    "oppervlakte": "land",
    "postcode": "land",
    "stedelijkheid": "land",
}
UNITS = {
    "%": "percent",
    "aantal": "number",
    "km": "km",
    "per 1 000 inwoners": "per_1000",
    "euro": "euro",
    "ha": "hectare",
}


def code_of(stem: str) -> str:
    """The code of an indicator that is read from this column: `cbs_percentageeengezinswoning`."""
    return f"cbs_{re.sub(r'[^a-z0-9]+', '_', stem.lower()).strip('_')}"[:80]


def kind_of(unit: str) -> str:
    """How it behaves when regions are put together. What is no count and no percentage is treated as an average."""
    return {"aantal": "count", "%": "share"}.get(unit.strip().lower(), "average")


def theme_of(path: str) -> str:
    """The theme, from the outermost group of the source; "other" when it says none we know."""
    return THEMES.get(path.split(" / ")[0].strip().lower(), "other")


def unit_of(unit: str) -> str:
    """Our code of a unit, or the source's own words when we have none."""
    return UNITS.get(unit.strip().lower(), unit.strip())
