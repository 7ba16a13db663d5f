"""Which places somebody chose to compare: keys, or words to look for; and what is wrong with a choice."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field

from frontend.place_words import KEY, is_region, key_in
from frontend.translations import translations
from frontend.visitor import Visitor, settled
from services.kit.errors import NotFound, Refusal
from services.profiles.contract.whereabouts import PlaceRef, Whereabouts

MOST = 4


@dataclass(frozen=True)
class Wrong:
    """What is wrong with one field, and the places it may have meant."""

    typed: str
    sentence: str
    meant: Sequence[PlaceRef] = ()


@dataclass
class Chosen:
    """The places that can stand side by side; `wrong` by the number of the field, 0 for the choice as a whole."""

    places: list[Whereabouts] = field(default_factory=list)
    wrong: dict[int, Wrong] = field(default_factory=dict)
    was_words: bool = False

    @property
    def keys(self) -> list[str]:
        return [found.place.key for found in self.places]


async def chosen_places(visit: Visitor, typed: Sequence[str]) -> Chosen:
    """What the fields mean, in their order; the first one's year holds for all. Raises what is no answer at all."""
    words = list(dict.fromkeys(text.strip() for text in typed if text.strip()))
    chosen = Chosen()
    found = await asyncio.gather(*(_look_for(visit, text) for text in words[:MOST]))
    for number, (text, place) in enumerate(zip(words, found, strict=False), start=1):
        if isinstance(place, Wrong):
            chosen.wrong[number] = place
        elif place.place.key not in chosen.keys:
            await _add(visit, chosen, number, text, place)
    if len(words) > MOST:
        _ = translations(visit.language).gettext
        sentence = _("Je kunt hoogstens vier plekken naast elkaar zetten. De eerste vier staan hieronder.")
        chosen.wrong[0] = Wrong("", sentence)
    return chosen


async def _add(visit: Visitor, chosen: Chosen, number: int, text: str, place: Whereabouts) -> None:
    """Put a place beside the others, when there are figures of it over the same year."""
    year = chosen.places[0].year if chosen.places else place.year
    same_year = place if place.year == year else await settled(visit.profiles.whereabouts(place.place.key, year))
    if isinstance(same_year, Refusal) or same_year.year != year:
        sentence = translations(visit.language).gettext(
            "Van %(name)s zijn er geen cijfers over %(year)s, wel over %(other)s. Vergelijk plekken uit hetzelfde jaar."
        )
        words = {"name": place.place.name, "year": year, "other": place.year}
        chosen.wrong[number] = Wrong(text, sentence % words)
        return
    chosen.was_words = chosen.was_words or text != place.place.key
    chosen.places.append(same_year)


async def _look_for(visit: Visitor, text: str) -> Whereabouts | Wrong:
    _ = translations(visit.language).gettext
    key = key_in(text) or (text if KEY.fullmatch(text) else None)
    if key:
        try:
            return await visit.profiles.whereabouts(key, visit.year)
        except NotFound:
            if is_region(key):
                return Wrong(text, _("De plek %(code)s kennen we niet. Kies een plek uit de lijst.") % {"code": key})
    found = (await visit.profiles.places(visit.year, text[:100])).places
    named = [place for place in found if place.name.casefold() == text.casefold()]
    meant = named if len(named) == 1 else found
    if len(meant) == 1:
        return await visit.profiles.whereabouts(meant[0].key, visit.year)
    if meant:
        return Wrong(text, _("Er zijn meer plekken met deze naam. Kies er hieronder een."), meant[:20])
    return Wrong(text, _("Deze plek vinden we niet. Kijk of de naam klopt, of kies een plek uit de lijst."))
