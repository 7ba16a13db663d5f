"""A result in a form of one's own: one sentence is enough, pictures and a PDF are safe, and it may change."""

import httpx
import pytest

from services.budget.contract.guard_refusals import DocumentTooLarge, NotADocument, UnknownDocument
from services.budget.contract.initiatives import ChangeResult, ShareResult, is_film_url
from services.budget.contract.refusals import UnknownPhoto
from services.kit.caller import NotYours
from services.kit.errors import StaleVersion
from tests.budget.test_results import MEGABYTE, a_photo, a_picture_of, an_awarded_applicant
from tests.budget.world import World, a_published_split, a_worker
from tests.support.pdf_files import a_pdf

A_PDF = a_pdf()


async def test_one_sentence_is_enough_and_not_answered_is_not_zero(world: World) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    told = await me.share_result(idea, ShareResult(text="Het was feest"))
    assert (told.children_reached, told.rating, told.pictures, told.film_url) == (None, None, [], "")
    rows = await world.rows("SELECT event->>'type' AS type, event->'data' AS data FROM outbox_events")
    (event,) = [row["data"] for row in rows if "result-shared" in row["type"]]
    assert '"childrenReached": null' in event


async def test_a_result_in_a_form_of_ones_own(world: World) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    photos = [await me.keep_photo(idea, a_photo(size=(60 + at, 40))) for at in range(3)]
    pdf = await me.keep_document(idea, A_PDF)
    body = ShareResult(
        text="Zie de film",
        rating=5,
        pictures=[a_picture_of(photo.photo_id, f"Foto {at}") for at, photo in enumerate(photos)],
        film_url="https://www.youtube.com/watch?v=1",
        document_id=pdf.document_id,
    )
    with pytest.raises(UnknownDocument):
        await world.api.document(pdf.document_id)
    kept = await me.document(pdf.document_id)
    assert b"Sanne" in A_PDF
    assert b"Sanne" not in kept
    told = await me.share_result(idea, body)
    assert [(each.photo_id, each.description) for each in told.pictures] == [
        (photo.photo_id, f"Foto {at}") for at, photo in enumerate(photos)
    ]
    for photo in photos:
        assert await world.api.photo(photo.photo_id)
    answer: httpx.Response = await world.http.get(f"/v1/documents/{pdf.document_id}")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_result_is_changed_and_what_is_shown_no_more_is_gone(world: World) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    first, second = [await me.keep_photo(idea, a_photo(size=(60 + at, 40))) for at in range(2)]
    pdf = await me.keep_document(idea, A_PDF)
    pictures = [a_picture_of(first.photo_id)]
    await me.share_result(
        idea, ShareResult(text="Feest", children_reached=40, pictures=pictures, document_id=pdf.document_id)
    )
    seen = await world.api.initiative(idea)
    changed = ChangeResult(version=seen.version, text="Groot feest", rating=4, pictures=[a_picture_of(second.photo_id)])
    told = await me.change_result(idea, changed)
    assert (told.text, told.children_reached, told.rating) == ("Groot feest", None, 4)
    assert told.changed_at is not None
    for gone in (world.api.photo(first.photo_id), me.photo(first.photo_id), me.document(pdf.document_id)):
        with pytest.raises((UnknownPhoto, UnknownDocument)):
            await gone
    files = [file.stem for file in (world.data / "budget").rglob("*") if file.is_file()]
    assert files == [second.photo_id]
    with pytest.raises(StaleVersion):
        await me.change_result(idea, changed)
    with pytest.raises(NotYours):
        await world.as_(a_worker()).change_result(idea, changed)


@pytest.mark.parametrize(
    "sent", [b"", b"<html>%PDF-1.7 %%EOF", b"%PDF-1.7 without an end", b"%PDF-1.7 /OpenAction << /JS (x) >> %%EOF"]
)
async def test_what_is_not_a_plain_pdf_by_content_is_refused(world: World, sent: bytes) -> None:
    await a_published_split(world)
    me, idea = await an_awarded_applicant(world)
    with pytest.raises(NotADocument):
        await me.keep_document(idea, sent)
    with pytest.raises(DocumentTooLarge):
        await me.keep_document(idea, A_PDF + b" " * (8 * MEGABYTE))
    assert not [file for file in (world.data / "budget").rglob("*") if file.is_file()]


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://www.youtube.com/watch?v=1", True),
        ("http://www.youtube.com/watch", False),
        ("javascript:alert(1)", False),
        ("https://bank.nl@evil.nl/", False),
        ("https://localhost/", False),
        ("https://video.nl/a b", False),
        ("https://[oops", False),
    ],
)
def test_a_film_is_a_link_to_a_named_site_over_https(address: str, is_one: bool) -> None:
    assert is_film_url(address) is is_one
