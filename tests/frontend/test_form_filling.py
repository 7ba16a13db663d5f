"""What somebody typed goes back into the form it was for, and into no other."""

from frontend.form_filling import fill

PAGE = """<main><form action="/a"><input type="hidden" name="csrf" value="new"><input name="wat" value="oud">
<textarea id="waarom" name="waarom">
oude &amp; tekst</textarea><select name="plek"><option value="n" selected>N</option><option value="z">Z</option>
</select><input type="checkbox" name="kies" value="1" checked><input type="checkbox" name="kies" value="2">
<button name="actie" value="later">Later</button></form>
<details class="meer"><summary>Meer</summary>
<form action="/b"><input type="hidden" name="idee" value="1"><input name="reden"></form>
<form action="/b"><input type="hidden" name="idee" value="2"><input name="reden" value=""></form></details></main>"""


def filled(action: str, *sent: tuple[str, str]) -> tuple[str, list[str]]:
    found = fill(PAGE, [action], sent, "<p>let op</p>")
    assert found is not None
    return found


def test_every_kind_of_field_gets_what_was_typed() -> None:
    sent = (
        ("wat", 'Een "feest" & <b>'),
        ("waarom", "Nieuw </textarea>"),
        ("plek", "z"),
        ("kies", "2"),
        ("actie", "later"),
    )
    page, left = filled("/a", *sent)
    assert '<input name="wat" value="Een &quot;feest&quot; &amp; &lt;b&gt;">' in page
    assert '<textarea id="waarom" name="waarom">\nNieuw &lt;/textarea&gt;</textarea>' in page
    assert '<option value="n">N</option><option value="z" selected>Z</option>' in page
    assert 'name="kies" value="1"><input type="checkbox" name="kies" value="2" checked>' in page
    assert left == []
    assert page.count("let op") == 1


def test_what_nobody_types_stays_as_the_page_has_it() -> None:
    page, _ = filled("/a", ("csrf", "old"), ("wat", "x"))
    assert 'name="csrf" value="new"' in page
    assert "old" not in page


def test_of_two_forms_to_one_address_the_one_for_the_same_thing_is_filled_and_stands_open() -> None:
    page, _ = filled("/b", ("idee", "2"), ("reden", "omdat"))
    assert page.index('name="idee" value="1"') < page.index("let op") < page.index('name="idee" value="2"')
    assert '<input name="reden" value="omdat">' in page
    assert '<details class="meer" open>' in page


def test_what_has_no_field_is_told_and_a_form_that_is_not_there_too() -> None:
    assert filled("/a", ("rij-9", "een rij erbij"))[1] == ["een rij erbij"]
    assert fill(PAGE, ["/c"], [], "") is None
