"""From a CBS code to a region: its level, its municipality and what it is part of."""

import re

from services.profiles.sources.refused import SourceRefused
from services.profiles.sources.table import SourceRegion

LEVELS = {"NL": "country", "GM": "municipality", "WK": "district", "BU": "neighbourhood"}
CODE = re.compile(
    r"NL00|GM[0-9]{4}|WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}", re.ASCII
)  # Amsterdam has letters: WK0363AA.
CHANGES = {"1": 1, "2": 2, "3": 3}


def level_of(code: str) -> str | None:
    """The level a code belongs to; None when it is no code of ours."""
    return LEVELS[code[:2]] if CODE.fullmatch(code) else None


def region_of(code: str, name: str, *, source: str, line: int, changed: str = "") -> SourceRegion:
    """Makes a region of a padded code and name. Raises SourceRefused("region-unknown")."""
    bare = code.strip()
    level = level_of(bare)
    if level is None:
        raise SourceRefused("region-unknown", source=source, line=line, code=bare)
    municipality = None if level == "country" else f"GM{bare[2:6]}"
    parent = {
        "country": None,
        "municipality": "NL00",
        "district": municipality,
        "neighbourhood": f"WK{bare[2:8]}",
    }[level]
    flag = CHANGES.get(changed.strip().removesuffix(".0"))
    return SourceRegion(bare, level, name.strip(), municipality, parent, flag)


class Once:
    """Refuses a region that comes twice: the second would overwrite the first."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._seen: set[str] = set()

    def check(self, code: str, line: int) -> None:
        """Raises SourceRefused("region-twice")."""
        if code in self._seen:
            raise SourceRefused("region-twice", source=self._source, line=line, code=code)
        self._seen.add(code)
