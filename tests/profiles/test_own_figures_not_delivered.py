"""What the municipality counts itself: not delivered yet, missing, and not counted elsewhere are three things."""

import csv
import io
from collections.abc import Sequence

from services.profiles.contract.comparisons import ComparedIndicator
from tests.profiles.test_own_figures import OFFICER, WAITING, delivery, groningen, row
from tests.support.profiles import Profiles

__all__ = ["groningen"]  # The fixture.

OWN = ("waiting", "waiting_per_1000")


async def shown(profiles: Profiles, *places: str, only: Sequence[str] = ()) -> dict[str, ComparedIndicator]:
    """The own figures of places in 2020, by indicator."""
    found = await profiles.client().compare(list(places), 2020, theme=None if only else "youth_care", indicators=only)
    return {figure.indicator.code: figure for figure in found.figures if figure.indicator.code in OWN}


async def csv_statuses(profiles: Profiles, *regions: str) -> dict[str, str]:
    query = "&".join(f"region={region}" for region in regions)
    async with profiles.http() as http:
        answer = await http.get(f"/v1/values?{query}&year=2020&indicator=waiting", headers={"Accept": "text/csv"})
    return {line["place"]: line["status"] for line in csv.DictReader(io.StringIO(answer.text))}


async def test_what_was_not_delivered_yet_is_not_missing_and_says_so(groningen: Profiles) -> None:
    for code, figure in (await shown(groningen, "oosterparkwijk")).items():
        values = (figure.places[0].value, figure.municipality)
        assert {(value.status, value.reason) for value in values} == {("not_published", "not-delivered")}, code
    profile = await groningen.client().region_profile("WK001404", 2020)
    told = {figure.indicator.code: figure.region.status for figure in profile.figures}
    assert {told[code] for code in OWN} == {"not_published"}


async def test_a_delivery_says_nothing_of_places_it_does_not_name(groningen: Profiles) -> None:
    await groningen.client(OFFICER).deliver_own_figures(
        delivery(row("WK001404", 40), row("WK001401", status="missing")), key="two-rows-only"
    )
    places = ("WK001401", "WK001402", "WK001404", "GM0014", "GM0518", "NL00")
    assert await csv_statuses(groningen, *places) == {
        "WK001401": "missing",
        "WK001402": "not_published",
        "WK001404": "number",
        "GM0014": "not_published",
        "GM0518": "not_applicable",
        "NL00": "not_applicable",
    }


async def test_an_own_figure_is_left_out_for_other_municipalities_and_the_country(groningen: Profiles) -> None:
    await groningen.client(OFFICER).deliver_own_figures(delivery(row("WK001404", 40)), key="one-row-only")
    for elsewhere in ("GM0518", "WK051842", "NL00"):
        assert await shown(groningen, elsewhere) == {}
        profile = await groningen.client().region_profile(elsewhere, 2020)
        assert not {figure.indicator.code for figure in profile.figures}.intersection(OWN)
    here = await shown(groningen, "WK001404")
    assert set(here) == set(OWN)
    assert {v.against for figure in here.values() for v in figure.places[0].verdicts} == {"municipality"}
    assert {(f.country.status, f.country.reason) for f in here.values()} == {("not_applicable", "not-counted")}
    asked = await shown(groningen, "GM0518", only=["waiting"])
    assert asked["waiting"].places[0].value.reason == "not-counted"


async def test_what_is_delivered_for_the_country_stands_beside_it(groningen: Profiles) -> None:
    await groningen.client(OFFICER).deliver_own_figures(
        delivery(row("WK001404", 40), row("NL00", 30_000)), key="with-country"
    )
    here = (await shown(groningen, "WK001404"))["waiting"]
    assert here.country.number == 30_000
    assert {verdict.against for verdict in here.places[0].verdicts} == {"municipality", "country"}
    assert set(await shown(groningen, "NL00")) == set(OWN)


async def test_two_indicators_of_a_source_each_keep_what_another_source_says(groningen: Profiles) -> None:
    """Of a pair that a delivery does not name nothing is kept, so that it hides no number of another source."""
    officer = groningen.client(OFFICER)
    clubs = WAITING.model_copy(update={"code": "clubs", "unit": "number", "base": None})
    await officer.add_indicator(clubs, key="own-clubs")
    await officer.deliver_own_figures(delivery(row("WK001404", 40)), key="the-waiting")
    other = delivery(row("WK001404", 3, indicator="clubs"), row("WK001401", 25))
    await officer.deliver_own_figures(other.model_copy(update={"table": "ander"}), key="another-source")
    assert await csv_statuses(groningen, "WK001404", "WK001401") == {"WK001404": "number", "WK001401": "number"}
    later = other.model_copy(update={"table": "ander", "rows": [row("WK001401", 4, indicator="clubs")]})
    report = await officer.deliver_own_figures(later, key="another-later")
    assert (report.new, report.changed) == (1, 0)
