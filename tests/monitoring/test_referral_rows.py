"""A row about a referral that cannot be read is refused in its place, with the field and how to write it."""

from typing import Any

import pytest

from services.kit.texts import Texts
from services.monitoring.api.referral_rows import END_FORMS, SubmitCorrections, SubmitReferrals
from services.monitoring.contract import referral_corrections as corrections
from services.monitoring.contract import referrals
from services.monitoring.main import LOCALE
from tests.monitoring.referrals import (
    a_partner_with_boundaries,
    a_referral,
    corrected,
    ended,
    ends_corrected,
    sent,
    withdrawn,
)
from tests.monitoring.test_referral_corrections import a_correction, a_withdrawal
from tests.monitoring.world import World

SLIPS: list[tuple[dict[str, Any], str]] = [
    ({"budgetEuros": 9000.5}, "heel aantal euro's"),
    ({"budgetEuros": "9000"}, "zonder komma, punt of aanhalingstekens"),
    ({"budgetEuros": 10_000_000}, "tot en met 9999999"),
    ({"referredOn": "10-04-2020"}, "zoals 2020-02-14"),
    ({"referredOn": "2020-02-30"}, "een dag van de kalender"),
    ({"referredOn": 20200210}, "zoals 2020-02-14"),
    ({"productCategory": 45}, "twee cijfers tussen aanhalingstekens"),
    ({"referrer": "6"}, 'zoals "06"'),
    ({"providerAgb": "2222001"}, "8 cijfers"),
    ({"activity": "Youth help"}, "code van een activiteit"),
    ({"reference": "A 1"}, "zonder spatie"),
    ({"reason": ""}, "1 tot en met 200 tekens"),
    ({"reason": "x" * 201}, "1 tot en met 200 tekens"),
    ({"reason": "a\x00b"}, "een tekst"),
    ({"livesHere": "ja"}, "true of false"),
    ({"responsibleMunicipality": "0014"}, "GM en vier cijfers"),
    ({"responsibleMunicipality": None}, "GM en vier cijfers"),
    ({"areaId": "BU00140301"}, "kleine letters"),
]


@pytest.mark.parametrize(("slip", "how"), SLIPS)
async def test_a_slip_in_one_row_does_not_hold_up_the_others(world: World, slip: dict[str, Any], how: str) -> None:
    software = await a_partner_with_boundaries(world)
    receipt = await sent(software, a_referral("A-1"), a_referral("A-2") | slip, a_referral("A-3"))
    assert [(row["row"], row["reference"], row["outcome"], row["rule"]) for row in receipt["rows"]] == [
        (1, "A-1", "recorded", None), (2, "", "refused", "row-unreadable"), (3, "A-3", "recorded", None)
    ]  # fmt: skip
    (field,) = slip
    mend = receipt["rows"][1]["mend"]
    assert mend.startswith(f"Deze rij kunnen we niet lezen. {field} is ")
    assert how in mend
    assert {each.reference for each in (await world.officer.referrals(software.partner_id, 2020)).referrals} == {
        "A-1", "A-3"
    }  # fmt: skip


@pytest.mark.parametrize("row", [None, 3, "A-1", [], {}, {"reference": "A-1"}, a_referral() | {"colour": "red"}])
async def test_what_is_no_row_is_refused_by_itself_with_the_fields_of_one(world: World, row: Any) -> None:
    software = await a_partner_with_boundaries(world)
    receipt = await sent(software, row, a_referral("A-2"))
    assert (receipt["refused"], receipt["recorded"]) == (1, 1)
    assert receipt["rows"][0]["rule"] == "row-unreadable"
    assert "referredOn" in receipt["rows"][0]["mend"]
    assert "colour" not in receipt["rows"][0]["mend"]


async def test_each_field_is_named_and_the_reader_hears_it_in_english(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    body = {"referrals": [a_referral(budgetEuros=1.5, referrer="6")]}
    headers = software.sent({"Accept-Language": "en"})
    answer = await software.http.post("/v1/referrals", json=body, headers=headers)
    mend = answer.json()["rows"][0]["mend"]
    assert mend.startswith("We cannot read this row. referrer is always needed: two digits")
    assert "budgetEuros is a whole number of euros" in mend


async def test_rows_with_any_kind_of_mistake_stand_in_their_order_in_one_receipt(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    rows = (
        a_referral("A-1", referrer="6"),
        a_referral("A-2", referrer="07"),
        a_referral("A-3", activity="music"),
        a_referral("A-4", budgetEuros="9"),
        a_referral("A-5"),
    )
    receipt = await sent(software, *rows)
    assert [(row["row"], row["outcome"], row["rule"]) for row in receipt["rows"]] == [
        (1, "refused", "row-unreadable"), (2, "refused", "unknown-referrer"), (3, "breach", None),
        (4, "refused", "row-unreadable"), (5, "recorded", None)
    ]  # fmt: skip
    assert (receipt["refused"], receipt["breach"], receipt["recorded"]) == (3, 1, 1)
    assert await sent(software, *rows) == receipt
    mended = await sent(software, a_referral("A-1"), *rows[1:])
    assert mended["submissionId"] != receipt["submissionId"]
    assert [row["outcome"] for row in mended["rows"]] == ["recorded", "refused", "unchanged", "refused", "unchanged"]


async def test_a_message_of_only_wrong_rows_has_a_receipt_too(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    rows = [a_referral(referrer="6"), None]
    receipt = await sent(software, *rows)
    assert (receipt["refused"], len(receipt["rows"])) == (2, 2)
    assert await sent(software, *rows) == receipt
    assert (await world.officer.referrals(software.partner_id, 2020)).total == 0


@pytest.mark.parametrize("body", [{"referrals": []}, {"referrals": a_referral()}, {"referrals": None}, {}, []])
async def test_what_is_no_list_of_rows_is_no_message(world: World, body: Any) -> None:
    software = await a_partner_with_boundaries(world)
    answer = await software.http.post("/v1/referrals", json=body, headers=software.sent())
    assert (answer.status_code, answer.json()["slug"]) == (400, "invalid")


async def test_ends_corrections_and_withdrawals_are_read_row_by_row_too(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(software, a_referral("A-1"), a_referral("A-2"))
    end = {"reference": "A-1", "endedOn": "2020-03-20", "reason": "31"}
    of_end = {"reference": "A-1", "version": 1, "why": "another day"}
    for receipt, mend in (
        (await ended(software, end | {"reason": 31}, end), "reason is de reden van het einde: twee cijfers"),
        (
            await ends_corrected(software, of_end | {"endedOn": "2020-03-10"}, of_end),
            "endedOn en reason horen bij elkaar",
        ),
        (await corrected(software, a_correction("A-2", version=0), a_correction("A-2", reason="other")), "version is"),
        (await withdrawn(software, a_withdrawal("A-2", 2) | {"why": ""}, a_withdrawal("A-2", 2)), "why is"),
    ):
        assert [(row["outcome"], row["rule"]) for row in receipt["rows"]] == [
            ("refused", "row-unreadable"), ("recorded", None)
        ]  # fmt: skip
        assert receipt["rows"][0]["mend"].startswith(f"Deze rij kunnen we niet lezen. {mend}")


def test_each_field_of_each_form_has_a_sentence_of_how_it_is_written() -> None:
    texts = Texts(LOCALE)
    forms = (referrals.ReferralIn, corrections.CorrectionIn, corrections.WithdrawalIn, *END_FORMS)
    fields = {field.alias for form in forms for field in form.model_fields.values()} | {"end-reason", "together"}
    for language in ("nl", "en"):
        assert {f"unreadable.{field}" for field in fields | {"other"}} <= texts.slugs(language)


def test_who_reads_the_description_sees_the_same_fields_of_a_row() -> None:
    assert SubmitReferrals.model_json_schema() == referrals.SubmitReferrals.model_json_schema()
    assert SubmitCorrections.model_json_schema() == corrections.SubmitCorrections.model_json_schema()
