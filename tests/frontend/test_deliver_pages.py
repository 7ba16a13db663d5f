"""Delivering by hand: the form, the file, what goes wrong by field or line, and what the officer decides on it."""

import re

import pytest

from tests.support.office import somebody
from tests.support.partners import LIST, agree
from tests.support.world import World
from voorveld.example_stage import person_ids

pytestmark = pytest.mark.asyncio(loop_scope="module")
HEAD = "kpi;gebied;waarde\n"


async def a_member(world: World, name: str, **agreed: str) -> tuple[str, str]:
    """A partner with an agreement, and somebody of it: where the first quarter is delivered, and who that is."""
    async with somebody(world) as developer:
        await developer.send(await developer.visit("/dev"), "/dev/klok", moment="2020-04-10T09:00")
    async with somebody(world, "beleidsmedewerker") as officer:
        page = await officer.send(await officer.visit(LIST), LIST, naam=name)
        page = await agree(world, officer, page, **agreed)
        person = f"Iemand van {name}"
        page = await officer.send(page, "/mensen", naam=person, email=f"{name.lower()}@example.org")
    own = re.sub(r".*voorveld\.test", "", page.address)
    return f"{own}/leveren/2020-Q1", person_ids(page)[person]


async def test_a_person_fills_in_figures_and_sees_what_changes_before_it_does(world: World) -> None:
    where, person_id = await a_member(world, "Vuller")
    async with somebody(world, "partner", person_id) as member:
        page = await member.visit(where)
        page.must_say("Cijfers over 1e kwartaal 2020", "nog niets binnen", "21 april 2020", "30 september 2020")
        first = next(name for name in page.form(where).fields if name.startswith("w__open_house__"))
        page = await member.send(page, where, **{first: "12"}, doe="proef")
        page.must_say("Dit gebeurt er als je levert", "nieuw")
        assert page.form(where).fields[first] == "12"
        page = await member.send(page, where, **{first: "12"}, doe="lever")
        page.must_say("De cijfers zijn binnen.", "ligt bij de gemeente")
        page = await member.send(page, where, **{first: "14"}, doe="proef")
        page.must_say("veranderd, was 12, nu 14")


async def test_what_is_wrong_stands_at_its_field_and_nothing_counts(world: World) -> None:
    where, person_id = await a_member(world, "Fouter")
    async with somebody(world, "partner", person_id) as member:
        page = await member.visit(where)
        first, second, *_ = [name for name in page.form(where).fields if name.startswith("w__open_house__")]
        page = await member.send(page, where, **{first: "12", second: "veel"}, doe="lever")
        assert page.status == 422
        page.must_say("Schrijf een getal zonder punt in duizendtallen.")
        page = await member.send(page, where, **{first: "12", second: "1,5"}, doe="lever")
        assert page.status == 422
        page.must_say("Geef een heel getal", "Er is nog niets geleverd")
        assert {name: page.form(where).fields[name] for name in (first, second)} == {first: "12", second: "1,5"}
        (await member.visit(where)).must_say("nog niets binnen")


async def test_a_file_tells_line_and_column_of_what_is_refused_and_the_rest_counts(world: World) -> None:
    where, person_id = await a_member(world, "Bestander")
    async with somebody(world, "partner", person_id) as member:
        page = await member.visit(where)
        template = await member.fetch(f"{where}/sjabloon.csv")
        assert template.text.splitlines()[0].removeprefix("\ufeff") == "kpi;gebied;waarde;naam;plek"
        lines = f"{HEAD}open_house;noordoost;12\nopen_house;nergens;3\n\nopen_house;noordwest;\n"
        page = await member.send(page, f"{where}/regels", regels=lines, doe="lever")
        page.must_say(
            "Regels die niet kloppen", "3 gebied We kennen gebied nergens niet", "De andere regels zijn binnen."
        )
        assert "open_house;nergens;3" in page.form(f"{where}/regels").fields["regels"]
        upload = {"bestand": ("cijfers.csv", template.content.replace(b"noordoost;;", b"noordoost;15;"), "text/csv")}
        page = await member.send_files(page, f"{where}/regels", upload, doe="proef")
        page.must_say("veranderd, was 12, nu 15")
        unread = f"{HEAD}open_house;noordoost;1.200\n"
        page = await member.send(page, f"{where}/regels", regels=unread, doe="lever")
        assert page.status == 422
        page.must_say("2 waarde “1.200” kan 1200 zijn en ook 1,2. Schrijf 1200 of 1,2.")
        page = await member.send(page, f"{where}/regels", regels="iets anders", doe="lever")
        page.must_say("De eerste regel moet deze kolommen noemen")


async def test_replacing_a_period_by_a_file_shows_first_what_is_withdrawn(world: World) -> None:
    where, person_id = await a_member(world, "Vervanger")
    async with somebody(world, "partner", person_id) as member:
        both = f"{HEAD}open_house;noordoost;12\nopen_house;noordwest;9\n"
        page = await member.send(await member.visit(where), f"{where}/regels", regels=both, doe="lever")
        one = f"{HEAD}open_house;noordoost;12\n"
        page = await member.send(page, f"{where}/regels", regels=one, vervang="ja", doe="proef")
        page.must_say("teruggetrokken, was 9")
        page = await member.send(page, f"{where}/regels", regels=one, vervang="ja", doe="lever")
        page.must_say("De cijfers zijn binnen.")
    async with somebody(world) as anybody:
        (await anybody.visit(where.partition("/leveren")[0])).must_say("Noordwest teruggetrokken")


async def test_a_trial_and_a_receipt_show_the_new_value_with_all_its_decimals(world: World) -> None:
    where, person_id = await a_member(world, "Centen", kpi1_eenheid="euros")
    async with somebody(world, "partner", person_id) as member:
        page = await member.visit(where)
        for typed in ("118250,8", "118250,75"):
            lines = f"{HEAD}open_house;noordoost;{typed}\n"
            page = await member.send(page, f"{where}/regels", regels=lines, doe="proef")
            trial = page.words
            page = await member.send(page, f"{where}/regels", regels=lines, doe="lever")
        assert "veranderd, was 118.250,8, nu 118.250,75" in trial
        receipt = await member.visit(where.partition("/leveren")[0])
        receipt.must_say("veranderd, was 118.250,8, nu 118.250,75")


async def test_a_typing_error_in_a_code_withdraws_no_period_and_the_page_says_why(world: World) -> None:
    where, person_id = await a_member(world, "Typer")
    async with somebody(world, "partner", person_id) as member:
        page = await member.visit(where)
        page = await member.send(page, f"{where}/regels", regels=f"{HEAD}open_house;noordoost;12\n", doe="lever")
        for lines in (f"{HEAD}open_huose;noordwest;9\n", "kpi,gebied,waarde\nopen_house,noordoost,7,5\n"):
            page = await member.send(page, f"{where}/regels", regels=lines, vervang="ja", doe="lever")
            assert "De cijfers zijn binnen." not in page.words
        page.must_say("Deze regel heeft meer kolommen dan de eerste regel noemt.")
        page = await member.send(page, f"{where}/regels", regels=f"{HEAD}open_huose;noordwest;9\n", vervang="ja")
        page.must_say("Daarom is niets bewaard en niets teruggetrokken.", "Je tekst staat er nog.")
        assert "12" in (await member.visit(where)).form(where).fields.values()


async def test_the_officer_returns_figures_and_gives_more_time_and_the_partner_reads_it(world: World) -> None:
    where, person_id = await a_member(world, "Terugkrijger")
    lines = f"{HEAD}open_house;noordoost;12\n"
    async with somebody(world, "partner", person_id) as member, somebody(world, "beleidsmedewerker") as officer:
        await member.send(await member.visit(where), f"{where}/regels", regels=lines, doe="lever")
        page = await officer.send(await officer.visit(where), "/besluit", besluit="returned", opmerkingen="")
        page.must_say("Schrijf wat de partner moet verbeteren")
        page = await officer.send(page, "/besluit", besluit="returned", opmerkingen="Noordwest mist.")
        page.must_say("Je besluit staat erbij.")
        page = await officer.send(page, "/uitstel", tot="2020-05-01", reden="Nieuwe software")
        page.must_say("De partner heeft nu meer tijd.", "1 mei 2020")
        seen = await member.visit(where)
        seen.must_say("terug, met opmerkingen", "Noordwest mist.", "Nieuwe software")
        seen.must_say("Uitstel tot en met 1 mei 2020, gegeven door Proef Beleidsmedewerker (Beleidsmedewerker):")
        assert not [form for form in seen.forms if form.action.endswith(("/besluit", "/uitstel"))]
        stale = await officer.visit(where)
        await member.send(seen, f"{where}/regels", regels=f"{HEAD}open_house;noordwest;9\n", doe="lever")
        page = await officer.send(stale, "/besluit", besluit="accepted")
        assert page.status == 409
        page = await officer.send(await officer.visit(where), "/besluit", besluit="accepted")
        page.must_say("geaccepteerd")


async def test_the_public_and_people_of_another_partner_see_no_delivering(world: World) -> None:
    where, _own = await a_member(world, "Eigen")
    _there, stranger = await a_member(world, "Vreemd")
    async with somebody(world, "partner", stranger) as other, somebody(world) as anybody:
        assert (await other.visit(where)).status == 404
        assert "Vul de cijfers in" not in (await anybody.visit(where)).words


async def test_lines_that_an_earlier_version_refused_count_when_they_are_sent_once_more(world: World) -> None:
    where, person_id = await a_member(world, "Nogmaals")
    lines = f"{HEAD}open_house;noordoost;12\nnieuw_cijfer;;4\n"
    async with somebody(world, "partner", person_id) as member:
        page = await member.send(await member.visit(where), f"{where}/regels", regels=lines, doe="lever")
        page.must_say("Regels die niet kloppen", "nieuw_cijfer")
        async with somebody(world, "beleidsmedewerker") as officer:
            second = {"naam": "Nieuw", "code": "nieuw_cijfer", "definitie": "Wat nieuw is", "eenheid": "activities"}
            own = await officer.visit(where.partition("/leveren")[0])
            await agree(world, officer, own, **{f"kpi2_{field}": typed for field, typed in second.items()})
        page = await member.send(page, f"{where}/regels", regels=lines, doe="lever")
        page.must_say("De cijfers zijn binnen.")


async def test_who_goes_back_to_a_figure_that_was_corrected_has_it_again(world: World) -> None:
    where, person_id = await a_member(world, "Terug")
    async with somebody(world, "partner", person_id) as member:
        page = await member.visit(where)
        field = next(name for name in page.form(where).fields if name.startswith("w__open_house__"))
        for typed in ("78", "79", "78"):
            page = await member.send(page, where, **{field: typed}, doe="lever")
            page.must_say("De cijfers zijn binnen.")
            assert page.form(where).fields[field] == typed
        page = await member.send(page, where, **{field: "79"}, doe="proef")
        page.must_say("Dit gebeurt er als je levert", "veranderd, was 78, nu 79")
        for typed in ("201", "202", "201"):
            lines = f"{HEAD}open_house;noordoost;{typed}\n"
            page = await member.send(await member.visit(where), f"{where}/regels", regels=lines, doe="lever")
            page.must_say("De cijfers zijn binnen.")
        assert "201" in (await member.visit(where)).form(where).fields.values()


async def test_one_form_pressed_twice_is_one_delivery_and_an_old_one_says_what_counts_now(world: World) -> None:
    where, person_id = await a_member(world, "Dubbel")
    async with somebody(world, "partner", person_id) as member:
        old = await member.visit(where)
        field = next(name for name in old.form(where).fields if name.startswith("w__open_house__"))
        for _press in range(2):
            page = await member.send(old, where, **{field: "12"}, doe="lever")
            page.must_say("De cijfers zijn binnen.")
        (await member.visit(where.partition("/leveren")[0])).must_say("Levering van")
        page = await member.send(page, where, **{field: "14"}, doe="lever")
        for doe in ("proef", "lever"):
            page = await member.send(old, where, **{field: "12"}, doe=doe)
            page.must_say("Dit formulier heb je al geleverd", "Er is nu niets veranderd.", "die gelden nu", "14")
            assert "De cijfers zijn binnen." not in page.words
        page = await member.send(page, where, doe="lever")
        page.must_say("De cijfers zijn binnen.")
        assert page.form(where).fields[field] == "12"
        page = await member.send(page, where, doe="lever")
        page.must_say("Er is niets veranderd: deze cijfers stonden er al.")
