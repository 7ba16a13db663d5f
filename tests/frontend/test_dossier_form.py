"""The draft of a dossier as it is typed: what a line says more than the form knows, is never left out in silence."""

import pytest

from frontend.forms.dossier import FIRST, DossierForm
from tests.frontend.test_dossier_pages import LIST, WRITTEN
from tests.support.office import somebody
from tests.support.world import World

ROWS = range(1, 3)
PERMISSION = "Besluit 7; overgang; 31-12-2020; 22220003"


@pytest.mark.parametrize(
    ("field", "line", "says"),
    [
        ("wetten", "Jeugdwet; SKJ", "Zet wat erna komt op een eigen regel"),
        ("activiteiten", "jeugdhulp; Jeugdhulp; alleen dichtbij", "code; naam"),
        ("aanbieders", "22220001; De Molen; gemeente; tot juli", "AGB-code; naam; gemeente of landelijk"),
        ("toestemmingen", f"{PERMISSION}; alleen voor crisis", "document; wat; tot en met welke dag"),
        ("licht", "45; 51", "Zet wat erna komt op een eigen regel"),
        ("volgen", "wachten; meer crisis; bellen; vaker", "wat; signaal; wat we proberen"),
        ("casussen", "27-02-2020; een selectie; van 2019", "dag; waarover het ging"),
    ],
)
def test_a_line_with_more_parts_is_refused_at_its_field(field: str, line: str, says: str) -> None:
    before = PERMISSION if field == "toestemmingen" else WRITTEN.get(field) or FIRST[field]
    typed = {**FIRST, **WRITTEN, field: before}
    assert DossierForm(None, "nl", **typed).draft(ROWS) is not None, "as it is written well"
    form = DossierForm(None, "nl", **{**typed, field: f"{before}\n{line}\n"})
    assert form.draft(ROWS) is None
    assert f"regel {len(before.splitlines()) + 1} " in form.errors[field]
    assert says in form.errors[field]


def test_a_permission_is_kept_as_it_was_written() -> None:
    form = DossierForm(None, "nl", **{**FIRST, **WRITTEN, "toestemmingen": f"{PERMISSION};"})
    draft = form.draft(ROWS)
    assert draft is not None
    (permission,) = draft.pillars.boundaries.permissions
    assert (permission.document, permission.what, permission.agb) == ("Besluit 7", "overgang", "22220003")


@pytest.mark.asyncio(loop_scope="module")
async def test_the_page_keeps_what_was_typed(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(LIST), LIST, naam="Te veel delen")
        form = await officer.visit(f"{page.address.partition('voorveld.test')[2]}/dossier/concept")
        typed = {**WRITTEN, "wetten": "Jeugdwet; SKJ", "toestemmingen": f"{PERMISSION}; alleen voor crisis"}
        page = await officer.send(form, "/dossier/concept", **typed)
    assert page.status == 422
    page.must_say("Op regel 1 staat een ; en daarna nog iets.", "Op regel 1 staan meer dan 4 delen.")
    kept = page.form("/dossier/concept").fields
    assert (kept["wetten"], kept["toestemmingen"]) == (typed["wetten"], typed["toestemmingen"])
