"""Photos and PDFs with an application: told by content, seen by who asks and who decides, gone with who asked."""

import io
from datetime import UTC, datetime

import pytest
from PIL import Image

from services.budget.contract.attachment_refusals import (
    DecidedAlready,
    NotAnAttachment,
    TooManyAttachments,
    UnknownAttachment,
)
from services.budget.contract.attachments import AttachmentKind, RemoveAttachment
from services.budget.contract.initiatives import ConfirmIdea, InitiativeView
from services.budget.contract.refusals import PhotoTooLarge
from services.kit.caller import NotYours
from services.kit.errors import Unauthenticated
from tests.budget.world import (
    OFFICER,
    BudgetClient,
    World,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    applicant_of,
    yes,
)
from tests.support.pdf_files import a_pdf

PDF = a_pdf()


def a_photo(colour: str = "green") -> bytes:
    exif = Image.Exif()
    exif[0x010E] = "thuis, Oosterweg 1"
    sent = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(sent, "JPEG", exif=exif)
    return sent.getvalue()


async def an_applicant(world: World) -> tuple[BudgetClient, InitiativeView]:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    confirmed = await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    return await applicant_of(world, confirmed.session_secret), await world.api.initiative(received.id)


async def test_a_photo_is_encoded_anew_with_a_thumbnail_and_a_pdf_is_kept(world: World) -> None:
    sanne, idea = await an_applicant(world)
    photo, again = [await sanne.keep_attachment(idea.id, a_photo()) for _ in range(2)]
    pdf = await sanne.keep_attachment(idea.id, PDF)
    assert photo == again
    assert [each.kind for each in await sanne.attachments(idea.id)] == [AttachmentKind.PHOTO, AttachmentKind.DOCUMENT]
    shown = await sanne.attachment(idea.id, photo.file_id)
    assert b"Oosterweg" not in shown
    with (
        Image.open(io.BytesIO(shown)) as image,
        Image.open(io.BytesIO(await sanne.attachment(idea.id, photo.file_id, small=True))) as small,
    ):
        assert (image.format, image.size, small.size) == ("WEBP", (900, 600), (320, 213))
    kept = await sanne.attachment(idea.id, pdf.file_id)
    assert kept.startswith(b"%PDF-")
    assert b"Sanne" not in kept


@pytest.mark.parametrize(
    "sent",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"GIF89a" + b"\0" * 40,
        b"%PDF-1.4 and then nothing",
    ],
)
async def test_what_is_no_photo_or_plain_pdf_is_refused_whatever_it_is_called(world: World, sent: bytes) -> None:
    sanne, idea = await an_applicant(world)
    with pytest.raises(NotAnAttachment):
        await sanne.keep_attachment(idea.id, sent)
    assert await sanne.attachments(idea.id) == []


async def test_too_large_and_too_many_are_refused(world: World) -> None:
    sanne, idea = await an_applicant(world)
    with pytest.raises(PhotoTooLarge):
        await sanne.keep_attachment(idea.id, b"\xff\xd8" + b"\0" * (8 * 1024 * 1024))
    for colour in ("red", "green", "blue", "yellow", "white", "black"):
        await sanne.keep_attachment(idea.id, a_photo(colour))
    with pytest.raises(TooManyAttachments):
        await sanne.keep_attachment(idea.id, PDF)


async def test_who_decides_sees_them_and_nobody_else(world: World) -> None:
    sanne, idea = await an_applicant(world)
    photo = await sanne.keep_attachment(idea.id, a_photo())
    for member in (a_worker(), a_resident(), OFFICER):
        assert await world.as_(member).attachments(idea.id) == [photo]
        assert await world.as_(member).attachment(idea.id, photo.file_id)
    with pytest.raises(NotYours):
        await world.as_(a_worker("beijum")).attachments(idea.id)
    with pytest.raises(Unauthenticated):
        await world.api.attachment(idea.id, photo.file_id)


async def test_a_pdf_is_a_file_to_save_and_nothing_is_kept_by_a_cache(world: World) -> None:
    sanne, idea = await an_applicant(world)
    pdf = await sanne.keep_attachment(idea.id, PDF)
    headers = {"Authorization": f"Bearer {a_worker_token(world)}"}
    answer = await world.http.get(f"/v1/initiatives/{idea.id}/attachments/{pdf.file_id}", headers=headers)
    assert answer.headers["content-disposition"] == "attachment"
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")


def a_worker_token(world: World) -> str:
    return a_worker().token


async def test_after_the_decision_nothing_is_added_or_taken_back(world: World) -> None:
    sanne, idea = await an_applicant(world)
    photo, pdf = await sanne.keep_attachment(idea.id, a_photo()), await sanne.keep_attachment(idea.id, PDF)
    assert await sanne.remove_attachment(idea.id, RemoveAttachment(file_id=pdf.file_id)) == [photo]
    with pytest.raises(UnknownAttachment):
        await sanne.attachment(idea.id, pdf.file_id)
    await yes(world, a_resident(), await yes(world, a_worker(), idea))
    with pytest.raises(DecidedAlready):
        await sanne.keep_attachment(idea.id, PDF)
    with pytest.raises(DecidedAlready):
        await sanne.remove_attachment(idea.id, RemoveAttachment(file_id=photo.file_id))


async def test_the_files_go_with_who_asked(world: World) -> None:
    sanne, idea = await an_applicant(world)
    await sanne.keep_attachment(idea.id, a_photo())
    await sanne.keep_attachment(idea.id, PDF)
    folder = world.data / "budget" / "attachments"
    assert len([file for file in folder.rglob("*") if file.is_file()]) == 2
    world.clock.set(datetime(2023, 1, 2, 9, tzinfo=UTC))
    await world.do_work()
    assert await world.rows("SELECT 1 FROM attachments") == []
    assert [file for file in folder.rglob("*") if file.is_file()] == []
