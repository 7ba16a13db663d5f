"""How complete and in time partners deliver: the words of each state, and the list of who looks after them."""

from datetime import date
from uuid import uuid4

import pytest

from frontend.timeliness_view import share_of, timeliness_rows
from frontend.translations import translations
from services.monitoring.contract.timeliness import PartnerTimeliness, Standing, Timeliness, TimelinessTally
from tests.frontend.test_office_partners import a_partner
from tests.support.office import somebody
from tests.support.partners import LIST, agree
from tests.support.world import World


def a_tally(standing: Standing = "due", *counts: int, later: int = 0, due_next: date | None = None) -> TimelinessTally:
    expected, delivered, on_time, days = counts or (None, None, None, None)
    return TimelinessTally(
        standing=standing, expected=expected, delivered=delivered, on_time=on_time, days_late=days,
        due_next=due_next, expected_later=later,
    )  # fmt: skip


def words(tally: TimelinessTally, language: str = "nl") -> str:
    partner = PartnerTimeliness(
        partner_id=uuid4(), name="Aap", subsidy_ended_on=None, latest=tally, previous=a_tally("no_agreement")
    )
    found = Timeliness(year=2020, today=date(2020, 5, 1), periods=[], partners=[partner])
    known = translations(language)
    (row,) = timeliness_rows(found, language, known.gettext, known.ngettext)
    return "; ".join((row.latest.figure, row.latest.share, *row.latest.notes))


@pytest.mark.parametrize(
    ("tally", "said"),
    [
        (a_tally("due", 15, 15, 15, 0), "15 van 15; 100%; alles op tijd"),
        (a_tally("due", 15, 0, 0, 1), "0 van 15; 0%; niets op tijd; 15 ontbreken, nu 1 dag te laat"),
        (a_tally("due", 15, 14, 9, 30), "14 van 15; 93%; 9 op tijd; 1 ontbreekt, nu 30 dagen te laat"),
        (a_tally("due", 15, 15, 9, 2), "15 van 15; 100%; 9 op tijd; de laatste kwam 2 dagen te laat"),
        (a_tally("no_agreement"), "onbekend: geen afspraak; "),
        (a_tally("nothing_asked"), "niets gevraagd; "),
        (
            a_tally("not_due_yet", later=4, due_next=date(2020, 7, 21)),
            "nog niet nodig; ; 4 nodig, de eerste uiterlijk 21\u00a0juli 2020",
        ),
    ],
)
def test_each_state_has_words_of_its_own(tally: TimelinessTally, said: str) -> None:
    assert words(tally) == said


def test_it_is_said_in_english_too() -> None:
    assert words(a_tally("due", 15, 14, 9, 30), "en") == "14 of 15; 93%; 9 in time; 1 is missing, now 30 days late"


def test_only_all_is_a_hundred_and_only_nothing_is_nought() -> None:
    assert [share_of(*each) for each in ((999, 1000), (1000, 1000), (1, 1000), (0, 1000))] == [99, 100, 1, 0]


@pytest.mark.asyncio(loop_scope="module")
async def test_who_looks_after_partners_sees_who_is_late_and_others_the_names(world: World) -> None:
    async with somebody(world, "beleidsmedewerker") as officer:
        await a_partner(officer, "Zonder afspraak")
        await agree(world, officer, await a_partner(officer, "Zwijger"))
        async with somebody(world) as developer:
            await developer.send(await developer.visit("/dev"), "/dev/klok", moment="2020-05-01T09:00")
        late_first, by_name = await officer.visit(LIST), await officer.visit(f"{LIST}?volgorde=naam")
    late_first.must_say("Wat tellen we?", "niets op tijd", "ontbreken, nu 10 dagen te laat", "onbekend: geen afspraak")
    assert late_first.words.index("Zwijger") < late_first.words.index("Zonder afspraak")
    assert by_name.words.index("Zonder afspraak") < by_name.words.index("Zwijger")
    async with somebody(world, "budgethouder") as approver, somebody(world) as anybody:
        (await approver.visit(LIST)).must_say("Wat tellen we?")
        names = await anybody.visit(LIST)
    names.must_say("Zwijger", "Zonder afspraak")
    assert "te laat" not in names.words
