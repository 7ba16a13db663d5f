"""A text that is too long is said beside its field, with every word still there; nothing is cut off in silence."""

import pytest
from starlette.datastructures import FormData

from frontend.forms.form import Form
from frontend.forms.result import ResultForm
from tests.support.office import a_proposed_split, somebody
from tests.support.world import World

TOO_LONG = "Dit is te lang. Gebruik hoogstens %s tekens."
PHOTO = "a" * 64


@pytest.mark.parametrize(("typed", "is_right"), [("", True), ("a\r\n" * 4, True), ("a" * 8, True), ("a" * 9, False)])
def test_a_text_that_may_stay_empty_is_never_cut_off(typed: str, is_right: bool) -> None:
    form = Form(FormData([("tekst", typed)]))
    assert form.optional("tekst", most=8) == typed.strip().replace("\r", "")
    assert form["tekst"] == typed.strip()
    assert set(form.errors) == (set() if is_right else {"tekst"})


@pytest.mark.parametrize(("field", "most"), [("geleerd", 2000), (f"beschrijving-{PHOTO}", 300)])
def test_what_a_result_says_beside_its_story_is_never_cut_off(field: str, most: int) -> None:
    typed = {"verhaal": "Het was leuk.", "kinderen": "12", "foto_id": PHOTO, f"beschrijving-{PHOTO}": "Een veldje"}
    fits = ResultForm(FormData(list({**typed, field: "x" * most}.items())))
    too_long = ResultForm(FormData(list({**typed, field: "x" * (most + 1)}.items())))
    assert fits.result() is not None
    assert too_long.result() is None
    assert too_long.errors == {field: TOO_LONG % most}
    assert len(too_long[field]) == most + 1


@pytest.mark.asyncio(loop_scope="module")
async def test_a_long_reason_or_decision_keeps_the_split_where_it_is(world: World) -> None:
    where = "/2061/verdeling"
    proposed = await a_proposed_split(world, 2061)
    async with somebody(world, "budgethouder") as approver:
        page = await approver.send(await approver.visit(where), "/vaststelling", document="x" * 301, geen_belang="ja")
        assert page.status == 422
        page.must_say(TOO_LONG % 300, "Wat je invulde, staat er nog.")
        assert page.form("/vaststelling").fields["document"] == "x" * 301
        await approver.send(page, "/terug", reden="Nog eens kijken.")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(proposed.address), "/voorstel", toelichting="y" * 2001)
        assert page.status == 422
        page.must_say(TOO_LONG % 2000)
        assert page.form("/voorstel").fields["toelichting"] == "y" * 2001
        (await officer.send(page, "/voorstel", toelichting="y" * 2000)).must_say("Voorgesteld.")
