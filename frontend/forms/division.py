"""Which district belongs to which area: what the policy officer chose, kept until it is saved."""

import re
from collections.abc import Iterator, Mapping

from starlette.datastructures import FormData

from frontend.forms.form import Form
from services.kit.errors import Refusal
from services.profiles.contract.places import AreaChoice, AreaDivisionView, SaveAreaDivision

BY_NEIGHBOURHOOD = "buurten"
NEW = "nieuw:"
MOST_NAME = 80
_AT_AREA = re.compile(r"areas\.(\d+)")


class DivisionForm(Form):
    """Fields: `naam-…` per area, `regio-…` per district and neighbourhood, and `nieuw` for one more area.

    The key of an area is its id, or `nieuw:1` and on while it has none. Without data it holds what is there now.
    """

    def __init__(self, division: AreaDivisionView, data: FormData | None = None, language: str = "nl") -> None:
        super().__init__(data, language, **({} if data else _as_it_is(division)))
        self.division = division
        self._was_in = _owners_by_neighbourhood(division)
        self._take_new()

    @property
    def areas(self) -> dict[str, str]:
        """Name by key: the areas there are, new ones, and those of other years, which may come back."""
        known = {area.id: area.name for area in (*self.division.areas, *self.division.retired)}
        fresh = [name.removeprefix("naam-") for name in self.typed if name.startswith(f"naam-{NEW}")]
        return {key: self[f"naam-{key}"] or known.get(key, "") for key in (*known, *fresh)}

    def choice_of(self, code: str) -> str:
        """The key of the area a region was put in, `buurten`, or nothing.

        A district that is just divided leaves its neighbourhoods where they were.
        """
        chosen = self.typed.get(f"regio-{code}", self._was_in.get(code, ""))
        return chosen if chosen == BY_NEIGHBOURHOOD or chosen in self.areas else ""

    def regions(self) -> dict[str, list[str]]:
        """The codes of the regions of each area that has any, by its key; in the order of the areas."""
        chosen: dict[str, list[str]] = {key: [] for key in self.areas}
        for code in self._codes():
            if (key := self.choice_of(code)) in chosen:
                chosen[key].append(code)
        return {key: codes for key, codes in chosen.items() if codes}

    def body(self) -> SaveAreaDivision | None:
        """What to save; None, with sentences beside the fields, when that cannot be."""
        names, known = self.areas, {area.id for area in (*self.division.areas, *self.division.retired)}
        chosen = self.regions()
        if not chosen:
            self.errors[""] = self._("Kies voor minstens één wijk een gebied.")
        for key in chosen:
            # A field may hold nothing: then the area would keep a name that nobody sees.
            self.text(f"naam-{key}", self._("Geef dit gebied een naam"), most=MOST_NAME)
        if self.errors:
            return None
        return SaveAreaDivision(
            version=self.version(),
            regions_year=self.division.regions_year,
            areas=[
                AreaChoice(id=key if key in known else None, name=names[key], regions=codes)
                for key, codes in chosen.items()
            ],
        )

    def take(self, refusal: Refusal, fields: Mapping[str, str] | None = None) -> None:
        """What profiles says of the third area stands at the name of the third area."""
        keys = list(self.regions())
        places = (match for error in refusal.errors if (match := _AT_AREA.fullmatch(error["field"])))
        at = {match[0]: f"naam-{keys[int(match[1])]}" for match in places if int(match[1]) < len(keys)}
        super().take(refusal, {**(fields or {}), **at})

    def _codes(self) -> Iterator[str]:
        """A district as a whole, or its neighbourhoods when it is divided."""
        for district in self.division.districts:
            if self[f"regio-{district.code}"] == BY_NEIGHBOURHOOD:
                yield from (neighbourhood.code for neighbourhood in district.neighbourhoods)
            else:
                yield district.code

    def _take_new(self) -> None:
        """A name in `nieuw` becomes an area one can put districts in."""
        if not (name := self["nieuw"]):
            return
        number = sum(1 for key in self.typed if key.startswith(f"naam-{NEW}")) + 1
        self.typed[f"naam-{NEW}{number}"], self.typed["nieuw"] = name, ""


def _owners_by_neighbourhood(division: AreaDivisionView) -> dict[str, str]:
    owner = {region.code: area.id for area in division.areas for region in area.regions}
    return {
        neighbourhood.code: owner[district.code]
        for district in division.districts
        for neighbourhood in district.neighbourhoods
        if district.code in owner
    }


def _as_it_is(division: AreaDivisionView) -> dict[str, str]:
    """The division as the fields of the form; a district in parts shows its neighbourhoods."""
    owner = {region.code: area.id for area in division.areas for region in area.regions}
    typed = {f"naam-{area.id}": area.name for area in (*division.areas, *division.retired)}
    typed |= {f"regio-{code}": area_id for code, area_id in owner.items()}
    for district in division.districts:
        if any(neighbourhood.code in owner for neighbourhood in district.neighbourhoods):
            typed[f"regio-{district.code}"] = BY_NEIGHBOURHOOD
    return typed | {"versie": str(division.version)}
