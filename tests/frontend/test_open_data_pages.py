"""Open data on the site: files at addresses that stay, a page that says what they are, and Groningen to the cent."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID, uuid4

import httpx
import pytest
import pytest_asyncio

from services.budget.contract.initiatives import SayYes
from services.budget.contract.ledger import RecordPayment
from services.budget.contract.sources import AddSource, ConfirmSource
from services.budget.contract.splits import ApproveSplit, DraftSplit, ProposeSplit, PublishSplit, SplitView
from tests.budget.test_open_split import recomputed
from tests.budget.world import plan_lines
from tests.support.apps import a_person
from tests.support.office import a_member, an_idea, somebody
from tests.support.world import ADDRESS, World

pytestmark = pytest.mark.asyncio(loop_scope="module")

PAGE = (Path(__file__).parents[2] / "docs" / "split-mathematics.md").read_text()
OFFICER, APPROVER = a_person(("policy_officer", None)), a_person(("approver", None))
AREA = "oosterparkwijk"
FILES = {
    *(f"{name}.{kind}" for name in ("sources", "plan", "split", "ceilings", "awards") for kind in ("csv", "json")),
    *("payments.csv", "payments.json", "woo-subsidies.csv", "woo-subsidies.json", "awards.360giving.json"),
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def split(world: World) -> AsyncIterator[SplitView]:
    """Groningen in 2015, over the example areas and their children of 2020."""
    budget = world.budget()
    officer, approver = budget.on_behalf_of(OFFICER), budget.on_behalf_of(APPROVER)
    source = AddSource(year=2020, name="Jeugdbudget", youth_budget_cents=4_780_000_000, share="3/100")
    added = await officer.add_source(source, key=uuid4().hex)
    await approver.confirm_source(added.id, ConfirmSource(version=added.version))
    body = DraftSplit(year=2020, source_ids=[added.id], lines=plan_lines())
    seen = await officer.draft_split(body, key=uuid4().hex)
    seen = await officer.propose_split(seen.id, ProposeSplit(version=seen.version))
    seen = await approver.approve_split(seen.id, ApproveSplit(version=seen.version, no_stake=True, document="B&W 7"))
    yield await officer.publish_split(seen.id, PublishSplit(version=seen.version))
    await budget.close()


@asynccontextmanager
async def a_browser(world: World) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=ADDRESS, transport=world.transports["frontend"]) as browser:
        yield browser


async def test_groningen_comes_out_of_the_file_to_the_cent(world: World, split: SplitView, tmp_path: Path) -> None:
    async with a_browser(world) as browser:
        answer = await browser.get("/2020/open-data/split.json")
    assert recomputed(tmp_path, answer.text) == "The same, to the cent.\n"
    file = answer.json()
    amounts = {line["path"]: line["amountCents"] for line in file["lines"]}
    assert (file["split"]["totalCents"], amounts["areas"], amounts["city-wide"]) == (
        143_400_000,
        95_600_000,
        47_800_000,
    )
    of_areas = [line for line in file["lines"] if line["kind"] == "area"]
    assert [line["baseCents"] for line in of_areas] == [4_000_000] * 11
    assert sum(part for line in of_areas for part in line["partsCents"]) == 51_600_000
    for line in of_areas:
        (part,) = line["partsCents"]
        told = f"{line['name']} | {int(line['weights'][0]):,}", f"{_euros(part)} | {_euros(line['amountCents'])}"
        row = r"\| {} \|.*\| {} \|".format(*map(re.escape, told))
        assert re.search(row, PAGE), line["name"]
    figures = file["figures"]["indicators"]["young_people_0_14"]
    assert (figures["indicatorName"], figures["period"], figures["table"]) == (
        "Kinderen van 0 tot 15 jaar",
        2020,
        "84799NED",
    )
    assert "CBS" in figures["attribution"]


def _euros(cents: int) -> str:
    return f"{cents // 100:,}.{cents % 100:02d}"


async def test_every_file_of_the_page_is_there_and_kept_until_something_changes(world: World, split: SplitView) -> None:
    idea = UUID(await an_idea(world, AREA, "Tim", "300"))
    budget = world.budget()
    for name, role in (("Willem", "area_worker"), ("Rosa", "area_resident")):
        person_id = await a_member(world, 2020, name, role, AREA)
        body = SayYes(version=(await budget.initiative(idea)).version, no_stake=True)
        await budget.on_behalf_of(a_person((role, AREA), person_id=person_id)).say_yes(idea, body, key=str(uuid4()))
    async with somebody(world) as anybody:
        page = await anybody.visit("/2020/open-data")
        page.must_say(
            "Open data 2020", "Eén toekenning staat er niet in", "CC0 1.0", f"{ADDRESS}/2020/open-data/awards.csv"
        )
        offered = {
            href.removeprefix("/2020/open-data/") for _, href in page.links if href.startswith("/2020/open-data/")
        }
        assert offered == FILES - {"payments.csv", "payments.json"}
    tags = {}
    async with a_browser(world) as browser:
        for name in sorted(FILES):
            answer = await browser.get(f"/2020/open-data/{name}")
            assert answer.status_code == 200, name
            assert answer.headers["content-type"].startswith("text/csv" if name.endswith("csv") else "application/json")
            assert answer.headers["content-disposition"] == f'attachment; filename="voorveld-2020-{name}"'
            assert (answer.headers["cache-control"], answer.headers["access-control-allow-origin"]) == (
                "public, no-cache",
                "*",
            )
            assert "set-cookie" not in answer.headers
            assert "tim@voorbeeld.nl" not in answer.text
            tags[name] = {"If-None-Match": answer.headers["etag"]}
            assert (await browser.get(f"/2020/open-data/{name}", headers=tags[name])).status_code == 304
        assert json.loads((await browser.get("/2020/open-data/awards.json")).text)["rows"][0]["id"] == str(idea)
        paid = RecordPayment(initiative_id=idea, amount_cents=12_345, document="Batch 1")
        await budget.on_behalf_of(OFFICER).record_payment(paid, key=uuid4().hex)
        for name in ("payments.csv", "awards.json", "ceilings.csv", "awards.360giving.json"):
            assert (await browser.get(f"/2020/open-data/{name}", headers=tags[name])).status_code == 200, name
        assert (await browser.get("/2020/open-data/split.json", headers=tags["split.json"])).status_code == 304
        rows = (await browser.get("/2020/open-data/payments.csv")).text.splitlines()
        assert ",12345,Batch 1," in rows[1]
        for wrong in ("awards.xml", "awards.360giving.csv", "awards-360giving.json", "letters.json", "../awards.csv"):
            assert (await browser.get(f"/2020/open-data/{wrong}")).status_code == 404, wrong
    await budget.close()


async def test_a_file_says_the_same_in_every_language(world: World, split: SplitView) -> None:
    said = set()
    async with a_browser(world) as browser:
        for language in ("nl", "en"):
            browser.cookies.set("vv_taal", language)
            said.add((await browser.get("/2020/open-data/split.json")).text)
    assert len(said) == 1


async def test_a_year_without_money_says_so_and_leads_to_one_that_has_it(world: World, split: SplitView) -> None:
    async with somebody(world) as anybody:
        page = await anybody.visit("/2031/open-data")
        page.must_say("Nog geen gegevens over 2031", "Andere jaren")
        assert "/2020/open-data" in [href for _, href in page.links]
        (await anybody.visit("/open-data")).must_say("Open data 2019", "Andere jaren")
        missing = await anybody.visit("/2031/open-data/split.json")
        assert missing.status == 404
        missing.must_say("2031 is nog niet in het openbaar verdeeld")
        await anybody.visit("/taal/en?terug=/2031/open-data")
        (await anybody.visit("/2031/open-data")).must_say("No data about 2031 yet", "Other years")


async def test_every_page_leads_to_it(world: World) -> None:
    async with somebody(world) as anybody:
        assert ("Open data", "/2020/open-data") in (await anybody.visit("/2020/slotconferentie")).links
