"""The conference as data for `templates/booklet.typ`; all words are shown as text there, never read as markup."""

from collections.abc import Mapping, Sequence
from typing import Any

from services.budget.contract.show import ConferencePlan
from services.budget.domain.amounts import Euros
from services.budget.store.initiative_queries import WholeInitiative
from services.budget.usecases.office import Office, on_day
from services.kit.clock import AMSTERDAM
from services.kit.texts import in_words


def booklet_data(
    view: ConferencePlan,
    shared: Sequence[WholeInitiative],
    pictures: Mapping[str, bytes],
    language: str,
    office: Office,
) -> dict[str, Any]:
    """In the reader's language; what people wrote stays as they wrote it. `pictures`: small JPEGs by photo id."""
    wholes = {whole.initiative.id: whole for whole in shared}
    start = view.starts_at.astimezone(AMSTERDAM) if view.starts_at else None
    when = (
        office.say("booklet.when", language, day=in_words(on_day(start), language), time=f"{start:%H:%M}")
        if start
        else ""
    )
    return {
        "language": language,
        "title": office.say("booklet.title", language, year=view.year),
        "when": " ".join(filter(None, (when, view.place))),
        "welcome": view.welcome,
        "programme": office.say("booklet.programme", language),
        "turns": [
            {
                "time": f"{slot.starts_at.astimezone(AMSTERDAM):%H:%M}" if slot.starts_at else "",
                "title": slot.title,
                "area": slot.area_name,
            }
            for slot in view.programme
        ],
        "results": office.say("booklet.results", language),
        "stories": [_story(wholes[slot.initiative_id], pictures, language, office) for slot in view.programme],
        "nothing": office.say("booklet.nothing", language),
    }


def first_photos(shared: Sequence[WholeInitiative]) -> list[str]:
    """One photo of each result, so that a booklet of many stays a booklet."""
    return [whole.result.photo_id for whole in shared if whole.result and whole.result.photo_id]


def _story(whole: WholeInitiative, pictures: Mapping[str, bytes], language: str, office: Office) -> dict[str, Any]:
    result = whole.result
    assert result is not None
    cost = Euros(whole.to_pay_cents + whole.paid_cents)
    facts = [whole.area_name, office.say("booklet.cost", language, amount=cost)]
    if result.children_reached is not None:
        facts.append(office.say("booklet.children", language, count=result.children_reached))
    learned = office.say("booklet.learned", language, text=result.learned) if result.learned else ""
    shown = pictures.get(result.photo_id or "")
    description = result.photo_description or office.say("booklet.photo", language, title=whole.initiative.title)
    return {
        "title": whole.initiative.title,
        "facts": " · ".join(facts),
        "text": result.text,
        "learned": learned,
        "pictures": [{"bytes": list(shown), "description": description}] if shown else [],
    }
