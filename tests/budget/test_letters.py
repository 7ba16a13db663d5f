"""Decision letters: kept as they went out, as a page and as PDF/UA on one page, and what is typed stays text."""

import pytest

from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import ConfirmIdea, InitiativeView, OpenLink
from services.budget.contract.letter_refusals import UnknownLetter
from services.budget.contract.letters import LetterKind
from services.kit.caller import Caller, NotYours
from tests.budget.pdfs import read_pdf
from tests.budget.world import (
    OFFICER,
    World,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    an_awarded_initiative,
    applicant_of,
    yes,
)
from tests.support.apps import a_person

MARKUP = '= Kop #panic("x") #read("/etc/passwd") *vet* $x^2$ <a> @b // c /* d */ \\ [e] `f`'


async def an_awarded_idea_of(world: World, **changed: object) -> tuple[InitiativeView, BudgetClient]:
    """An awarded initiative, and budget as asked by its applicant."""
    await a_published_split(world)
    received, code, secret = await a_received_idea(world, **changed)
    await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    idea = await yes(world, a_resident(), await yes(world, a_worker(), await world.api.initiative(received.id)))
    session = await world.api.open_link(OpenLink(link_secret=secret))
    return idea, await applicant_of(world, session.session_secret)


async def test_the_letter_is_one_page_of_pdf_ua_with_real_headings(world: World) -> None:
    idea, me = await an_awarded_idea_of(world)
    (letter,) = await me.letters(idea.id)
    assert (letter.kind, str(letter.announced_on)) == (LetterKind.AWARD, "2019-11-01")
    pdf = read_pdf(await me.letter_pdf(letter.id))
    assert (pdf.pages, pdf.language, pdf.shows_title) == (1, "nl", True)
    assert pdf.title == letter.title
    assert "Besluit over je idee: Een voetbaltoernooi" in pdf.title
    assert pdf.tags.count("H1") == 1
    assert pdf.tags.count("H2") == len(letter.sections) == 5
    words = " ".join(pdf.text.split())
    for told in (
        "Gemeente Groningen",
        "Ja, je idee gaat door. Je krijgt € 800.",
        "Beste Sanne de Wit,",
        "uiterlijk op 13 december 2019",
        "Ben je het er niet mee eens?",
        f"Kenmerk: {str(idea.id)[:8]}",
    ):
        assert told in words


async def test_the_letter_speaks_the_language_of_who_asked(world: World) -> None:
    idea, me = await an_awarded_idea_of(world, language="en")
    (letter,) = await me.letters(idea.id)
    pdf = read_pdf(await me.letter_pdf(letter.id))
    assert pdf.language == "en"
    assert "Yes, your idea goes ahead." in pdf.text


async def test_what_somebody_typed_is_text_and_never_markup(world: World) -> None:
    typed = {"name": MARKUP[:100], "when": MARKUP, "where": MARKUP, "what": MARKUP}
    idea, me = await an_awarded_idea_of(world, **typed)
    (letter,) = await me.letters(idea.id)
    pdf = read_pdf(await me.letter_pdf(letter.id))
    assert (pdf.tags.count("H1"), pdf.tags.count("H2")) == (1, len(letter.sections))
    assert "Link" not in pdf.tags
    words = "".join(pdf.text.split())
    assert words.count("".join(MARKUP.split())) >= 2
    assert "root:" not in words


async def test_the_longest_that_can_be_typed_still_fits_on_one_page(world: World) -> None:
    long = ("woord " * 40)[:200].strip()
    idea, me = await an_awarded_idea_of(world, when=long, where=long, what=long * 3, name="n" * 100)
    (letter,) = await me.letters(idea.id)
    assert read_pdf(await me.letter_pdf(letter.id)).pages == 1


async def test_the_same_letter_is_the_same_file(world: World) -> None:
    idea, me = await an_awarded_idea_of(world)
    (letter,) = await me.letters(idea.id)
    assert await me.letter_pdf(letter.id) == await me.letter_pdf(letter.id)


@pytest.mark.parametrize("staff", [OFFICER, a_worker()])
async def test_staff_can_print_it_for_who_has_no_e_mail(world: World, staff: Caller) -> None:
    await a_published_split(world)
    idea = await an_awarded_initiative(world)
    (letter,) = await world.as_(staff).letters(idea.id)
    assert read_pdf(await world.as_(staff).letter_pdf(letter.id)).pages == 1


@pytest.mark.parametrize("other", [a_resident(), a_worker("beijum"), a_person(("approver", None))])
async def test_others_cannot_read_it(world: World, other: Caller) -> None:
    idea, me = await an_awarded_idea_of(world)
    (letter,) = await me.letters(idea.id)
    with pytest.raises(NotYours):
        await world.as_(other).letters(idea.id)
    with pytest.raises(NotYours):
        await world.as_(other).letter_pdf(letter.id)


async def test_another_applicant_cannot_read_it(world: World) -> None:
    idea, me = await an_awarded_idea_of(world)
    (letter,) = await me.letters(idea.id)
    _, _, secret = await a_received_idea(world)
    session = await world.api.open_link(OpenLink(link_secret=secret))
    other = await applicant_of(world, session.session_secret)
    with pytest.raises(NotYours):
        await other.letter_pdf(letter.id)
    with pytest.raises(UnknownLetter):
        await me.letter_pdf(idea.id)


async def test_the_kept_letter_has_no_name_and_never_changes(world: World) -> None:
    await an_awarded_idea_of(world)
    (kept,) = await world.rows("SELECT content::text AS content FROM letters")
    assert "Sanne" not in kept["content"]
    with pytest.raises(Exception, match=r"append-only|never changed|permission"):
        await world.rows("DELETE FROM letters")
