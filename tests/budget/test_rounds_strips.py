"""Codes as a PDF of strips to post: accessible, given once, each code on it votes, and nothing of it is kept."""

import re

import pytest

from services.budget.contract.code_strips import PrintStrips
from services.budget.contract.round_refusals import SheetGivenAlready
from services.budget.contract.rounds import CastBallot
from services.kit.caller import NotYours
from tests.budget.pdfs import read_pdf
from tests.budget.rounds import a_published_round
from tests.budget.world import World, a_key, a_resident, a_worker

CODE = re.compile(r"[2-9A-Y]{5}-[2-9A-Y]{5}")


async def test_every_strip_has_a_code_that_votes_and_is_given_once(world: World) -> None:
    found = await a_published_round(world, 600)
    key, worker = a_key(), world.as_(a_worker())
    pdf = read_pdf(await worker.print_strips(found.id, PrintStrips(count=12), key=key))
    codes = CODE.findall(pdf.text)
    assert len(set(codes)) == len(codes) == 12
    assert pdf.tags.count("H2") == 12
    assert (pdf.language[:2], found.title in pdf.title) == ("nl", True)
    for told in ("/stemmen, tot", "Eén code is één stem.", f"van {found.lowest_age} jaar of ouder"):
        assert " ".join(pdf.text.split()).count(told) == 12
    with pytest.raises(SheetGivenAlready):
        await worker.print_strips(found.id, PrintStrips(count=12), key=key)
    with pytest.raises(NotYours):
        await world.as_(a_resident()).print_strips(found.id, PrintStrips(count=1), key=a_key())
    assert (await world.api.round(found.id)).codes_printed == 12
    world.clock.set(found.opens_at)
    receipt = await world.api.cast_ballot(found.id, CastBallot(code=codes[0], projects=[1]))
    assert receipt.projects == [1]
    for table in ("idempotency_keys", "work", "messages", "round_codes"):
        for row in await world.rows(f"SELECT t::text AS kept FROM {table} t"):
            assert not any(code in row["kept"] or code.replace("-", "") in row["kept"] for code in codes)
