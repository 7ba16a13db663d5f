"""Of a person nothing comes in, and of a referral nothing stays longer than it must."""

import io
import logging as stdlib_logging
import sys
from collections.abc import Iterator

import asyncpg
import pytest
import structlog

from services.kit.logging import configure_logging
from services.monitoring.contract.referral_refusals import PersonalDataFound
from services.monitoring.contract.referrals import SubmitReferrals
from tests.monitoring.dossiers import NOT_CONTRACTED
from tests.monitoring.referrals import BSN, a_partner_with_boundaries, a_referral, ended, sent
from tests.monitoring.world import World


async def everything_kept(world: World) -> str:
    """Every row of every table, as text."""
    connection = await asyncpg.connect(world.owner_url)
    tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    rows = [await connection.fetch(f'SELECT t::text AS whole FROM "{table["tablename"]}" t') for table in tables]
    await connection.close()
    return "\n".join(row["whole"] for found in rows for row in found)


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """All that the service writes to its log."""
    before, root, output = structlog.get_config(), stdlib_logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", output)
        configure_logging("monitoring", "DEBUG")
    root.setLevel(stdlib_logging.DEBUG)
    yield output
    structlog.configure(**before)
    root.handlers[:], root.level = handlers, level


HIDING = [
    pytest.param({"reason": f"kind {BSN}"}, id="in a text"),
    pytest.param({"reference": BSN}, id="as the reference"),
    pytest.param({"reason": "12345.67.82"}, id="with dots"),
    pytest.param({"budgetEuros": int(BSN)}, id="as a number"),
    pytest.param({BSN: "x"}, id="as the name of a field"),
    pytest.param({"extra": {"deep": [{"er": BSN}]}}, id="deep in a field we do not know"),
    pytest.param({"providerAgb": BSN}, id="as an AGB code"),
    pytest.param({"referredOn": BSN}, id="as a day"),
    pytest.param({"reason": "jan.kooman@voorbeeld.nl"}, id="an e-mail address"),
    pytest.param({"jan.kooman@voorbeeld.nl": 1}, id="an e-mail address as a field"),
    pytest.param({"reason": "bel 06-87654321"}, id="a phone number"),
    pytest.param({"reason": "kind 123:456:782"}, id="with colons"),
    pytest.param({"reason": "kind \u0661\u0662\u0663\u200b\u0664\u0665\u0666\u0667\u0668\u0662"}, id="Arabic-Indic"),
    pytest.param({"reason": "moeder van Kooman"}, id="a name"),
    pytest.param({"reason": "mevr. Kooman, Koomanstraat 87654321"}, id="a name with an address"),
    pytest.param({"reason": "Koomanstraat 12"}, id="an address"),
    pytest.param({"reason": "geb. 12-03-2010, 12345.67.82"}, id="a day of birth"),
    pytest.param({"why": "rekening NL91ABNA0417164300 kooman"}, id="an account in a field we do not know"),
]


@pytest.mark.parametrize("changes", HIDING)
async def test_of_what_points_at_a_person_nothing_is_kept_logged_or_repeated(
    world: World, changes: dict[str, object], written: io.StringIO
) -> None:
    software = await a_partner_with_boundaries(world)
    body = {"referrals": [a_referral("A-0"), a_referral(**changes)]}
    headers = software.sent({"Idempotency-Key": "a-key-of-no-use"})
    answer = await software.http.post("/v1/referrals", json=body, headers=headers)
    assert (answer.status_code, answer.json()["slug"]) == (400, "personal-data-found")
    assert {error["field"] for error in answer.json()["errors"]} == {"referrals.1"}
    assert (await world.officer.referrals(software.partner_id, 2020)).total == 0
    printed = written.getvalue()
    assert "personal-data-found" in printed
    for place in (answer.text, printed, await everything_kept(world)):
        for secret in (BSN, "12345.67.82", "kooman", "87654321"):
            assert secret not in place


async def test_of_a_row_that_cannot_be_read_only_number_and_fields_are_kept(world: World, written: io.StringIO) -> None:
    software = await a_partner_with_boundaries(world)
    wrong = a_referral("WRONG-1", reason="a wrong row", budgetEuros=9123.5) | {"a strange field": "of theirs"}
    receipt = await sent(software, wrong, a_referral("A-2"))
    assert [row["outcome"] for row in receipt["rows"]] == ["refused", "recorded"]
    assert "referrals_submitted" in written.getvalue()
    for place in (str(receipt), written.getvalue(), await everything_kept(world)):
        for theirs in ("WRONG-1", "a wrong row", "9123", "a strange field", "of theirs"):
            assert theirs not in place


async def test_a_row_that_cannot_be_read_and_points_at_a_person_refuses_all(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    body = {"referrals": [a_referral("A-0"), a_referral("A-1", referrer="6", reason=f"kind {BSN}")]}
    answer = await software.http.post("/v1/referrals", json=body, headers=software.sent())
    assert (answer.status_code, answer.json()["slug"]) == (400, "personal-data-found")
    assert (await world.officer.referrals(software.partner_id, 2020)).total == 0


@pytest.mark.parametrize(
    "raw",
    [b'{"referrals": [{"reason": "123456782"', b"123456782", b'"123456782"', b"\xff123456782", b'{"referrals": NaN}'],
)
async def test_what_is_no_message_is_refused_without_repeating_it(world: World, raw: bytes) -> None:
    software = await a_partner_with_boundaries(world)
    for path in ("/v1/referrals", "/v1/referral-ends"):
        for kind in ("application/json", "text/plain"):
            answer = await world.http.post(path, content=raw, headers=software.sent({"Content-Type": kind}))
            assert answer.status_code == 400
            assert BSN not in answer.text
    assert BSN not in await everything_kept(world)


async def test_the_typed_client_says_it_in_the_same_words(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    body = SubmitReferrals.model_validate({"referrals": [a_referral(reason="bel 0612345678")]})
    with pytest.raises(PersonalDataFound, match="naar een persoon"):
        await world.client.submit_referrals(body, api_key=software.key)


async def test_after_two_whole_years_nobody_can_tell_which_referral_it_was(world: World) -> None:
    software = await a_partner_with_boundaries(world)
    await sent(
        software, a_referral("SECRET-1", reason="a secret reason", providerAgb=NOT_CONTRACTED), a_referral("A-2")
    )
    await ended(software, {"reference": "SECRET-1", "endedOn": "2020-03-20", "reason": "31"})
    world.clock.moment = world.clock.moment.replace(year=2022, month=12, day=31)
    await world.app.state.worker.run_due()
    assert "SECRET-1" in await everything_kept(world)
    world.clock.moment = world.clock.moment.replace(year=2023, month=1, day=2)
    await world.app.state.worker.run_due()
    kept = await everything_kept(world)
    for gone in ("SECRET-1", "a secret reason", "2020-02-14", "2020-03-20"):
        assert gone not in kept
    page = await world.officer.referrals(software.partner_id, 2020)
    assert (page.total, [each.reference for each in page.referrals], len(page.cases)) == (2, [None, None], 1)
