"""Showing the result: photos made safe, shared once, and the closing conference."""

import asyncio
import io
import struct
import zlib
from uuid import UUID

import httpx
import pytest
from PIL import Image

from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import (
    ConfirmIdea,
    InitiativeState,
    PictureIn,
    ResultView,
    ShareResult,
)
from services.budget.contract.refusals import (
    InitiativeMove,
    NotAPhoto,
    PhotoTooLarge,
    TooManyPhotos,
    UnknownPhoto,
)
from services.kit.caller import NoToken, NotYours
from tests.budget.world import (
    YEAR,
    World,
    a_published_split,
    a_received_idea,
    a_resident,
    a_worker,
    applicant_of,
    yes,
)

MEGABYTE = 1024 * 1024


async def an_applicant(world: World, email: str = "sanne@voorbeeld.nl") -> tuple[BudgetClient, UUID]:
    """The client of an applicant whose idea is open."""
    received, code, _ = await a_received_idea(world, contact_email=email)
    confirmed = await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    return await applicant_of(world, confirmed.session_secret), received.id


async def an_awarded_applicant(world: World, email: str = "sanne@voorbeeld.nl") -> tuple[BudgetClient, UUID]:
    me, idea = await an_applicant(world, email)
    await yes(world, a_resident(), await yes(world, a_worker(), await world.api.initiative(idea)))
    return me, idea


def a_picture_of(photo_id: str, description: str = "Het veldje") -> PictureIn:
    return PictureIn(photo_id=photo_id, description=description)


def a_photo(form: str = "JPEG", size: tuple[int, int] = (60, 40), orientation: int = 6) -> bytes:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x013B] = orientation, "Sanne thuis", "Sanne de Wit"
    exif.get_ifd(0x8825)[2] = (53.0, 13.0, 9.0)
    image = Image.new("RGB", size, "red")
    image.paste("blue", (0, 0, size[0] // 2, size[1]))
    kept = io.BytesIO()
    image.save(kept, form, exif=exif)
    return kept.getvalue()


def a_bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it is very large."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
async def test_a_photo_is_kept_upright_and_without_what_the_camera_knew(world: World, form: str) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    sent = a_photo(form)
    assert b"Sanne" in sent
    kept = await me.keep_photo(idea, sent)
    assert (kept.width, kept.height) == (40, 60)
    webp = await me.photo(kept.photo_id)
    assert b"Sanne" not in webp
    with Image.open(io.BytesIO(webp)) as image:
        assert image.format == "WEBP"
        assert len(image.getexif()) == 0
        assert not {"exif", "xmp", "icc_profile"} & set(image.info)
        red, _, blue = image.convert("RGB").getpixel((20, 5))  # type: ignore[misc]
        assert blue > red


async def test_a_large_photo_becomes_small(world: World) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    kept = await me.keep_photo(idea, a_photo(size=(4000, 3000), orientation=1))
    assert (kept.width, kept.height) == (1600, 1200)


@pytest.mark.parametrize(
    "sent",
    [
        b"<html><script>alert(1)</script></html>",
        b"\xff\xd8\xff\xe0<html>",
        b"",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        a_photo("PNG")[:200],
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
)
async def test_what_is_not_a_photo_by_content_is_refused(world: World, sent: bytes) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    with pytest.raises(NotAPhoto):
        await me.keep_photo(idea, sent)
    assert not await world.rows("SELECT 1 FROM photos")


@pytest.mark.parametrize(
    "sent", [b"\xff\xd8\xff" + b"x" * (8 * MEGABYTE), a_bomb(6400), a_bomb(12_000), a_bomb(60_000)]
)
async def test_what_is_too_large_is_refused_before_it_fills_the_memory(world: World, sent: bytes) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    with pytest.raises(PhotoTooLarge):
        await me.keep_photo(idea, sent)


async def test_only_the_applicant_adds_photos_and_only_after_the_award(world: World) -> None:
    await a_published_split(world)
    early, open_idea = await an_applicant(world, "vroeg@voorbeeld.nl")
    me, idea = await an_awarded_applicant(world)
    with pytest.raises(InitiativeMove):
        await early.keep_photo(open_idea, a_photo())
    with pytest.raises(NotYours):
        await early.keep_photo(idea, a_photo())
    with pytest.raises(NoToken):
        await world.api.keep_photo(idea, a_photo())
    for at in range(60):
        await me.keep_photo(idea, a_photo(size=(60 + at, 40)))
    with pytest.raises(TooManyPhotos):
        await me.keep_photo(idea, a_photo(size=(199, 40)))


async def test_a_photo_is_seen_by_others_once_it_is_shared(world: World) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    other, _ = await an_awarded_applicant(world, "ander@voorbeeld.nl")
    first, second = await asyncio.gather(me.keep_photo(idea, a_photo()), me.keep_photo(idea, a_photo()))
    assert first == second
    for stranger in (world.api, other):
        with pytest.raises(UnknownPhoto):
            await stranger.photo(first.photo_id)
    await me.share_result(
        idea, ShareResult(text="Het was feest", children_reached=40, pictures=[a_picture_of(first.photo_id)])
    )
    answer: httpx.Response = await world.http.get(f"/v1/photos/{first.photo_id}")
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "public, max-age=300"
    files = [file.name for file in (world.data / "budget" / "photos").rglob("*") if file.is_file()]
    assert files == [f"{first.photo_id}.webp"]


async def test_a_result_stands_on_the_conference_and_is_told_once(world: World) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    await an_awarded_applicant(world, "ander@voorbeeld.nl")
    told = await me.share_result(idea, ShareResult(text="Het was feest", children_reached=40, learned="Meer limonade"))
    assert (told.cost_cents, told.children_reached, told.area_name) == (80_000, 40, "Oosterpark")
    conference = await world.api.conference(YEAR)
    assert conference.results == [told]
    assert (conference.awarded_count, conference.shared_count) == (2, 1)
    seen = await world.api.initiative(idea)
    assert (seen.state, seen.result) == (InitiativeState.SHARED, told)
    rows = await world.rows(
        "SELECT event->'data' AS data FROM outbox_events WHERE event->>'type' LIKE '%result-shared.v1'"
    )
    assert len(rows) == 1
    assert '"childrenReached": 40' in rows[0]["data"]
    assert '"title": "Een voetbaltoernooi' in rows[0]["data"]
    own = await me.own_initiative(idea)
    assert [step.state for step in own.steps] == ["unconfirmed", "open", "awarded", "shared"]


async def test_sharing_five_times_at_once_shares_once(world: World) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    body = ShareResult(text="Het was feest", children_reached=40)
    answers = await asyncio.gather(*(me.share_result(idea, body) for _ in range(5)), return_exceptions=True)
    assert sum(isinstance(answer, ResultView) for answer in answers) == 1
    assert sum(isinstance(answer, InitiativeMove) for answer in answers) == 4
    assert len(await world.rows("SELECT 1 FROM outbox_events WHERE event->>'type' LIKE '%result-shared.v1'")) == 1


async def test_only_an_awarded_initiative_is_shared_by_its_own_people_with_its_own_photo(world: World) -> None:
    await a_published_split(world)
    early, open_idea = await an_applicant(world, "vroeg@voorbeeld.nl")
    me, idea = await an_awarded_applicant(world)
    other, other_idea = await an_awarded_applicant(world, "ander@voorbeeld.nl")
    photo = await other.keep_photo(other_idea, a_photo())
    body = ShareResult(text="Het was feest", children_reached=40)
    with pytest.raises(InitiativeMove):
        await early.share_result(open_idea, body)
    with pytest.raises(NotYours):
        await early.share_result(idea, body)
    with pytest.raises(UnknownPhoto):
        await me.share_result(idea, body.model_copy(update={"pictures": [a_picture_of(photo.photo_id)]}))
