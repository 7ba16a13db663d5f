"""The municipality's own figures over HTTP: all rows or none, each with an answer, and shown with their own source."""

import csv
import io
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from services.kit.caller import NotYours
from services.profiles.contract.catalogue import AddIndicator
from services.profiles.contract.own_figures import DeliverOwnFigures, OwnFigure
from services.profiles.contract.refusals import OwnFiguresRefused
from services.profiles.domain.own_rows import OwnRow, Places, judge
from services.profiles.store.tables import Indicator
from tests.support.apps import a_person
from tests.support.profiles import Profiles, profiles_of

OFFICER = a_person(("policy_officer", None))
WAITING = AddIndicator(
    code="waiting",
    name_nl="Kinderen op de wachtlijst",
    name_en="Children on the waiting list",
    definition_nl="Kinderen die op 31 december wachten.",
    definition_en="Children waiting on 31 December.",
    theme="youth_care",
    unit="people",
    kind="count",
    base="young_people_0_24",
)
PER_1000 = WAITING.model_copy(
    update={
        "code": "waiting_per_1000",
        "unit": "per_1000",
        "kind": "rate",
        "numerator": "waiting",
        "denominator": "young_people_0_24",
        "factor": 1000,
        "decimals": 1,
        "minimum_base": 100,
    }
)


@pytest.fixture
async def groningen() -> AsyncIterator[Profiles]:
    async with profiles_of("GM0014") as profiles:
        officer = profiles.client(OFFICER)
        await officer.add_indicator(WAITING, key="waiting-list")
        await officer.add_indicator(PER_1000, key="waiting-rate")
        yield profiles


def row(region: str, number: int | str | None = None, **other: Any) -> OwnFigure:
    exact = None if number is None else Decimal(number)
    return OwnFigure(**{"region": region, "year": 2020, "indicator": "waiting", "number": exact} | other)


def delivery(*rows: OwnFigure) -> DeliverOwnFigures:
    return DeliverOwnFigures(
        table="wachtlijst",
        title="Wachtlijst jeugdhulp",
        licence="CC0 1.0",
        attribution="Gemeente Groningen",
        rows=list(rows),
    )


def told(refused: OwnFiguresRefused) -> list[tuple[str, str]]:
    return [(error["field"], error["slug"]) for error in refused.errors]


async def test_delivered_figures_are_shown_with_their_own_source_and_computed_with(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    report = await officer.deliver_own_figures(delivery(row("oosterparkwijk", 40), row("GM0014", 300)), key="first-one")
    assert (report.new, report.changed, report.unchanged) == (2, 0, 0)
    assert report.releases == ["wachtlijst-2020-1"]
    values = await groningen.client().indicator_values("waiting", 2020)
    area = next(value for value in values.values if value.area_id == "oosterparkwijk")
    assert (area.value.number, values.municipality.number) == (40, 300)
    assert (values.source.title, values.source.licence) == ("Wachtlijst jeugdhulp", "CC0 1.0")
    assert values.source.url.endswith("/2020/cijfers/waiting")  # It has no page of its own: then ours tells what it is.
    rate = await groningen.client().indicator_values("waiting_per_1000", 2020)
    found = next(value for value in rate.values if value.area_id == "oosterparkwijk")
    assert found.value.number == Decimal("10.3")  # 40 of 3,870
    detail = await groningen.client().indicator("waiting")
    assert [(c.source.release, c.source_column, c.numbers) for c in detail.columns] == [
        ("wachtlijst-2020-1", "own:waiting", {"district": 1, "municipality": 1})
    ]


async def test_a_later_delivery_says_what_is_new_and_changed_and_leaves_the_rest(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    await officer.deliver_own_figures(delivery(row("WK001404", 40), row("WK001401", 20)), key="the-first")
    second = delivery(row("WK001404", 45), row("WK001402", status="withheld"), row("WK001401", 20))
    report = await officer.deliver_own_figures(second, key="the-second")
    assert [row.outcome for row in report.rows] == ["changed", "new", "unchanged"]
    again = await officer.deliver_own_figures(second, key="once-more")
    assert (again.releases, again.unchanged) == ([], 3)
    correction = await officer.deliver_own_figures(delivery(row("WK001404", 50)), key="correction")
    assert correction.changed == 1
    found = {code: await groningen.client().region_profile(code, 2020) for code in ("WK001401", "WK001402", "WK001404")}
    waiting = {
        code: next(f.region for f in profile.figures if f.indicator.code == "waiting")
        for code, profile in found.items()
    }
    assert waiting["WK001401"].number == 20
    assert waiting["WK001402"].status == "withheld"
    assert waiting["WK001404"].number == 50


async def test_sending_the_same_request_again_takes_it_once(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    first = await officer.deliver_own_figures(delivery(row("WK001404", 40)), key="same-key-1")
    assert await officer.deliver_own_figures(delivery(row("WK001404", 40)), key="same-key-1") == first


async def test_one_row_that_cannot_be_right_refuses_all_and_names_each(groningen: Profiles) -> None:
    officer = groningen.client(OFFICER)
    wrong = delivery(
        row("WK001404", 40),
        row("WK009999", 1),
        row("haren", 10),
        row("WK001401", 10, indicator="inhabitants"),
        row("WK001401", 10, indicator="happiness"),
        row("WK001401", "10.5"),
        row("WK001402", 3),
        row("WK001403", -1),
        row("WK001403", 10, status="missing"),
        row("WK001404", 41),
        row("WK001404", 41, year=2012),
    )
    with pytest.raises(OwnFiguresRefused, match="10 van de 11 regels") as refused:
        await officer.deliver_own_figures(wrong, key="all-wrong")
    assert told(refused.value) == [
        ("rows.2", "own.unknown-region"),
        ("rows.3", "own.area-of-several"),
        ("rows.4", "own.not-own"),
        ("rows.5", "own.unknown-indicator"),
        ("rows.6", "own.not-such-a-number"),
        ("rows.7", "own.too-few"),
        ("rows.8", "own.negative"),
        ("rows.9", "own.number-or-status"),
        ("rows.10", "own.given-twice"),
        ("rows.11", "own.unknown-year"),
    ]
    assert all(error["detail"] for error in refused.value.errors)
    assert (await groningen.client().indicator("waiting")).columns == []
    mended = await officer.deliver_own_figures(delivery(row("WK001404", 40)), key="all-wrong-2")
    assert mended.new == 1


async def test_a_source_that_only_withholds_is_not_the_same_as_one_that_is_not_there(groningen: Profiles) -> None:
    await groningen.client(OFFICER).deliver_own_figures(
        delivery(row("WK001404", status="withheld")), key="only-withheld"
    )
    profile = await groningen.client().region_profile("WK001404", 2020)
    assert next(f.region for f in profile.figures if f.indicator.code == "waiting").status == "withheld"


async def test_an_own_source_is_never_named_for_a_figure_of_cbs(groningen: Profiles) -> None:
    groningen.clock.set(datetime(2019, 11, 1, tzinfo=UTC))  # Before any release of CBS about that year.
    await groningen.client(OFFICER).deliver_own_figures(delivery(row("GM0014", 300)), key="long-before")
    care = await groningen.client().indicator_values("youth_care_count", 2020)
    assert (care.source.table, care.municipality.status) == ("84799NED", "not_published")


async def test_only_a_policy_officer_delivers(groningen: Profiles) -> None:
    for role in ("approver", "council_member"):
        with pytest.raises(NotYours):
            await groningen.client(a_person((role, None))).deliver_own_figures(
                delivery(row("WK001404", 40)), key="no-one-1"
            )


class Share:
    """An own share with one decimal."""

    source_columns, kind, unit, decimals = "own:share", "share", "percent", 1


@pytest.mark.parametrize(
    ("number", "rules"),
    [
        ("99.9", []),
        ("100", []),
        ("100.1", ["above-hundred"]),
        ("9.99", ["not-such-a-number"]),
        ("3", []),
        ("1E+13", ["not-such-a-number"]),
    ],
)
def test_a_share_is_between_0_and_100_and_may_be_small(number: str, rules: Sequence[str]) -> None:
    places = Places({2020: frozenset({"WK1"})}, {})
    rows = [OwnRow(1, "WK1", 2020, "share", Decimal(number), None)]
    assert [fault.rule for fault in judge(rows, {"share": Share()}, places)] == list(rules)


@pytest.mark.parametrize(
    ("unit", "number", "rules"),
    [
        ("people", "0.5", ["too-few"]),
        ("people", "4.9", ["too-few"]),
        ("kinderen", "3", ["too-few"]),
        ("kinderen", "5", []),
        ("schools", "3", []),
    ],
)
def test_a_few_people_are_too_few_in_any_word_for_them(unit: str, number: str, rules: list[str]) -> None:
    definition = WAITING.model_dump() | {"unit": unit, "decimals": 1, "source_columns": "own:waiting"}
    places = Places({2020: frozenset({"WK001404"})}, {})
    row = OwnRow(1, "WK001404", 2020, "waiting", Decimal(number), None)
    assert [fault.rule for fault in judge([row], {"waiting": Indicator(**definition)}, places)] == rules


async def test_who_to_name_is_no_formula_in_a_spreadsheet(groningen: Profiles) -> None:
    body = delivery(row("WK001404", 40)).model_copy(update={"attribution": " =1+1", "licence": "@SUM(1)"})
    await groningen.client(OFFICER).deliver_own_figures(body, key="a-formula")
    async with groningen.http() as http:
        answer = await http.get(
            "/v1/values?region=WK001404&year=2020&indicator=waiting", headers={"Accept": "text/csv"}
        )
    line = next(csv.DictReader(io.StringIO(answer.text)))
    assert (line["source"].strip("' "), line["licence"]) == ("=1+1", "'@SUM(1)")
    assert line["source"].startswith("'")


@pytest.mark.parametrize(("number", "status"), [('"1.200"', 400), ('"1200"', 201), ("1.200", 400), ("1200", 201)])
async def test_a_number_sent_as_text_may_not_look_as_if_thousands_stand_apart(
    groningen: Profiles, number: str, status: int
) -> None:
    """As text 1.200 can be 1200; as a number of JSON it is 1.2, which a count without decimals cannot be."""
    body = delivery(row("GM0014", 777)).model_dump_json(by_alias=True).replace("777", number)
    async with groningen.http(OFFICER) as http:
        headers = {"Content-Type": "application/json", "Idempotency-Key": "as-a-text-1"}
        answer = await http.post("/v1/own-figures", content=body, headers=headers)
    assert answer.status_code == status, answer.text
    if number == '"1.200"':
        assert "Schrijf 1200 of 1.2" in answer.text
