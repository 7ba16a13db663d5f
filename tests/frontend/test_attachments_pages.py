"""Photos and documents with an idea, on the pages: added, seen by the circle, taken back, and seen by nobody else."""

import io
import re

import pytest
import pytest_asyncio
from PIL import Image

from tests.support.office import a_member, a_published_split, somebody
from tests.support.pdf_files import a_pdf
from tests.support.world import World

pytestmark = pytest.mark.asyncio(loop_scope="module")
YEAR = 2066
HERE = f"/{YEAR}/gebieden/oosterparkwijk"
PDF = a_pdf()
IDEA = {"wat": "Een middag met muziek", "bedrag": "300", "wanneer": "In mei", "waar": "Het plein", "naam": "Bijou"}


def a_photo() -> bytes:
    sent = io.BytesIO()
    Image.new("RGB", (640, 480), "green").save(sent, "PNG")
    return sent.getvalue()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def member(world: World) -> str:
    """Money for the year, and somebody of the circle; returns their id."""
    await a_published_split(world, YEAR)
    return await a_member(world, YEAR, "Bram", "area_resident", "oosterparkwijk")


async def test_a_photo_is_added_seen_by_who_decides_and_taken_back(world: World, member: str) -> None:
    async with somebody(world) as bijou, somebody(world, "bewoner", member) as circle, somebody(world) as anybody:
        form = await bijou.visit(f"{HERE}/idee")
        page = await bijou.send(form, "/idee", **IDEA, email="bijou@voorbeeld.nl", akkoord="ja")
        await world.settle()
        mail = [text for file in (world.data / "mail").glob("*.eml") if "bijou" in (text := file.read_text())][-1]
        code = re.search(r"\b\d{6}\b", mail.partition("Subject:")[2])
        assert code
        own = await bijou.send(page, "/code", code=code[0])
        idea = own.address.rpartition("/")[2]
        files = await bijou.visit(own.link("/bijlagen"))
        nothing = await bijou.send(files, "/bijlagen")
        assert nothing.status == 422
        wrong = await bijou.send_files(files, "/bijlagen", {"bestand": ("foto.jpg", b"<svg/>", "image/jpeg")})
        wrong.must_say("foto.jpg: Dit bestand kunnen we niet bewaren.")
        another = ("bestand", ("brief.doc", b"no picture", "application/msword"))
        photo = {"bestand": ("foto.jpg", b"<svg/>", "image/jpeg")}
        (await bijou.send_files(files, "/bijlagen", photo, another)).must_say("foto.jpg: Dit", "brief.doc: Dit")
        assert "Wat je invulde, staat er nog." not in wrong.words, "no browser keeps a chosen file"
        kept = await bijou.send_files(files, "/bijlagen", {"bestand": ("plek.png", a_photo(), "image/png")})
        kept.must_say("Bewaard bij je idee.")
        kept = await bijou.send_files(kept, "/bijlagen", {"bestand": ("offerte.pdf", PDF, "application/pdf")})
        kept.must_say("Document 2 (PDF)")
        seen = await circle.visit(f"/ideeen/{idea}")
        seen.must_say("Foto’s en documenten, alleen voor wie beslist", "Document 2 (PDF)")
        pdf = seen.link("/bijlagen/")
        assert (await circle.visit(pdf)).status == 200
        door = await anybody.visit(pdf)
        assert door.address.partition("?")[0].endswith("/inloggen"), "the door, not the document"
        assert "Document" not in (await anybody.visit(f"/ideeen/{idea}")).words
        gone = await bijou.send(kept, "/bijlagen/weg")
        gone.must_say("Weggehaald.", "Document 1 (PDF)")
