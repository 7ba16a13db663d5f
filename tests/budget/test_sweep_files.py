"""Files that no row names any more are deleted, also what a killed service left; what is named or young stays."""

import os
import time
from pathlib import Path

from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import ConfirmIdea
from services.budget.domain.document import checked_document
from services.budget.usecases.sweep_files import SWEEP_FILES
from tests.budget.world import World, a_published_split, a_received_idea, applicant_of
from tests.support.pdf_files import a_pdf


async def an_applicant(world: World) -> tuple[BudgetClient, str]:
    await a_published_split(world)
    received, code, _ = await a_received_idea(world)
    confirmed = await world.api.confirm_idea(received.id, ConfirmIdea(code=code))
    return await applicant_of(world, confirmed.session_secret), str(received.id)


def aged(path: Path) -> Path:
    two_days_ago = time.time() - 48 * 3600
    os.utime(path, (two_days_ago, two_days_ago))
    return path


def a_file(folder: Path, name: str) -> Path:
    path = folder / name[:2] / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"x")
    return path


async def test_only_old_files_without_a_row_are_deleted(world: World) -> None:
    sanne, idea = await an_applicant(world)
    await world.do_work()
    kept = await sanne.keep_attachment(idea, a_pdf())  # type: ignore[arg-type]
    folder = world.data / "budget"
    named = aged(next(folder.rglob(f"{kept.file_id}.pdf")))
    orphans = [
        aged(a_file(folder / "photos", "ab" * 32 + ".webp")),
        aged(a_file(folder / "documents", "cd" * 32 + ".pdf")),
        aged(a_file(folder / "attachments" / "photos", "ef" * 32 + ".webp")),
        aged(a_file(folder / "attachments" / "documents", "ab" * 32 + ".deadbeef.new")),
    ]
    young = a_file(folder / "documents", "ee" * 32 + ".pdf")
    await world.rows(f"UPDATE work SET due_at = '2000-01-01' WHERE kind = '{SWEEP_FILES}'")
    await world.do_work()
    assert [each.exists() for each in orphans] == [False] * 4
    assert named.exists()
    assert young.exists()
    # And tomorrow again.
    assert len(await world.rows(f"SELECT 1 FROM work WHERE kind = '{SWEEP_FILES}' AND due_at > '2019-11-01'")) == 1


async def test_a_file_that_is_sent_again_is_young_again(world: World) -> None:
    files = world.app.state.document_files
    document = checked_document(a_pdf())
    await files.keep(document)
    aged(next((world.data / "budget" / "documents").rglob("*.pdf")))
    assert await files.unnamed_since(3600) == [document.document_id]
    await files.keep(document)
    assert await files.unnamed_since(3600) == []
