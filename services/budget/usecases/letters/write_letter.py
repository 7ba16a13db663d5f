"""Writes a letter in parts from our catalogues and the facts of an idea, and keeps it as it went out."""

from collections.abc import Mapping, Sequence
from uuid import uuid4

from services.budget.contract.letters import LetterKind
from services.budget.contract.schemes import Scheme
from services.budget.domain import terms
from services.budget.domain.amounts import Euros
from services.budget.domain.letter import Fact, LetterText, Section, as_kept
from services.budget.store.letter_tables import Letter
from services.budget.store.schema import table_of
from services.budget.store.tables import Initiative
from services.budget.usecases.office import Office
from services.kit.texts import in_words
from services.kit.together import Row

_LETTERS = table_of(Letter)

ABOUT = ("title", "area", "when", "where")
OBJECT = "letter.object"


def write_letter(
    opening: str,
    sections: Sequence[str],
    language: str,
    facts: Mapping[str, object],
    office: Office,
    about: str = "letter",
) -> LetterText:
    """`opening` and `sections` are slugs; a section has `<slug>.heading` and `<slug>.text`, `about` a title and a date.

    Each is filled in by itself, so that what somebody typed is never taken for a heading. Grounds, legal basis, on
    whose behalf and how to object are sections (Awb 3:45-3:47, 10:10); nobody's name is in it.
    """

    def say(slug: str) -> str:
        return office.say(slug, language, **facts)

    # A reason may be told per kind of decision, under one heading: `letter.why.by-vote` stands under `letter.why`.
    headings = (".".join(slug.split(".")[:2]) + ".heading" for slug in sections)
    return LetterText(
        sender=say("letter.sender"),
        title=say(f"{about}.title"),
        opening=say(opening),
        facts=tuple(Fact(say(f"letter.about.{name}"), str(facts[name])) for name in ABOUT),
        sections=tuple(
            Section(say(heading), say(f"{slug}.text").strip()) for heading, slug in zip(headings, sections, strict=True)
        ),
        dated=say(f"{about}.dated"),
    )


def facts_of(
    initiative: Initiative, area: str, municipality: str, scheme: Scheme, language: str, office: Office
) -> dict[str, object]:
    """What every letter about an idea can say, of today. `area`: the name of its line; `pot`: whose money it is, for
    the whole municipality the pot it asked from. `mandate` begins with a space, so that there may be none."""
    today, settings = office.today(), office.settings
    place = area if initiative.area_id else office.say("letter.whole-municipality", language)
    return {
        "title": initiative.title,
        "area": place,
        "pot": pot_of(initiative, area, language, office),
        "year": initiative.year,
        "asked": Euros(initiative.amount_cents),
        "when": initiative.when,
        "where": initiative.where,
        "municipality": municipality,
        "objection_address": scheme.objection_address or office.say("letter.no-address", language),
        "legal_basis": f"{scheme.legal_basis}; " if scheme.legal_basis else "",
        "mandate": f" {scheme.mandate}" if scheme.mandate else office.say("letter.mandate", language),
        "announced_on": in_words(today, language),
        "objection_until": in_words(terms.objection_until(today, settings.equated_days), language),
        "pay_by": in_words(terms.pay_by(today, scheme.pay_weeks), language),
    }


def pot_of(initiative: Initiative, line_name: str, language: str, office: Office) -> str:
    """Whose money it is: the area's, or for the whole municipality the pot it asked from."""
    if initiative.area_id or not line_name:
        return line_name or office.say("letter.whole-municipality", language)
    return office.say("letter.pot", language, name=line_name)


def new_letter(
    initiative: Initiative,
    kind: LetterKind,
    language: str,
    text: LetterText,
    office: Office,
    *,
    for_applicant: bool = True,
) -> Row:
    """To be written together with the decision it tells of. Not `for_applicant`: somebody else objected."""
    letter = {
        "id": uuid4(),
        "initiative_id": initiative.id,
        "kind": kind.value,
        "language": language,
        "announced_on": office.today(),
        "content": as_kept(text),
        "for_applicant": for_applicant,
    }
    return _LETTERS, letter
