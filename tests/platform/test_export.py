"""`voorveld export split`: a file of a running Voorveld that a stranger recomputes, and clear words without one."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import uvicorn

from tests.budget.test_open_split import recomputed
from tests.budget.world import OFFICER, YEAR, World, a_key, a_plan, a_published_split, a_world
from voorveld.cli import main


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with a_world(tmp_path) as made:
        yield made


@asynccontextmanager
async def served(world: World, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[None]:
    """The world's budget behind a real port, where `voorveld` looks for it."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        monkeypatch.setenv("VOORVELD_PORT", str(listening.getsockname()[1] - 2))
        monkeypatch.setenv("VOORVELD_DATA", str(world.data))
        server = uvicorn.Server(uvicorn.Config(world.app, lifespan="off", log_config=None))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield
        finally:
            server.should_exit = True
            await serving


async def voorveld(*arguments: str) -> int:
    return await asyncio.to_thread(main, arguments)


async def test_the_file_is_recomputed_by_the_program_of_the_page(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    published = await a_published_split(world)
    out = tmp_path / "split.json"
    async with served(world, monkeypatch):
        assert await voorveld("export", "split", "--year", str(YEAR), "--out", str(out)) == 0
        assert f"The split of 2020, 14 lines, stands in {out};" in capsys.readouterr().out
        assert await voorveld("export", "split", str(published.id)) == 0
    file = json.loads(out.read_text())
    assert json.loads(capsys.readouterr().out) == file
    assert file == (await world.http.get(f"/v1/open-data/{YEAR}/split")).json()
    assert recomputed(tmp_path, out.read_text()) == "The same, to the cent.\n"


async def test_without_a_year_it_is_that_of_the_installations_clock(
    world: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await a_published_split(world, year=2019)
    async with served(world, monkeypatch):
        assert await voorveld("export", "split") == 0
    assert json.loads(capsys.readouterr().out)["year"] == 2019


async def test_what_is_not_public_is_refused_in_words(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = await world.as_(OFFICER).draft_split(await a_plan(world), key=a_key())
    out = tmp_path / "split.json"
    async with served(world, monkeypatch):
        assert await voorveld("export", "split", "--year", "2020", "--out", str(out)) == 1
        assert "The money of 2020 is not divided in public yet." in capsys.readouterr().err
        assert await voorveld("export", "split", str(draft.id)) == 1
        assert "This split is not here, or it is not approved yet." in capsys.readouterr().err
        assert await voorveld("export", "split", str(draft.id), "--year", "2020") == 1
        assert "not both" in capsys.readouterr().err
    assert not out.exists()


async def test_a_file_that_cannot_be_written_is_told(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    await a_published_split(world)
    async with served(world, monkeypatch):
        assert await voorveld("export", "split", "--year", "2020", "--out", str(tmp_path / "no" / "split.json")) == 1
    assert "cannot be written: No such file or directory." in capsys.readouterr().err


def test_when_voorveld_does_not_run_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
        monkeypatch.setenv("VOORVELD_PORT", str(port - 2))
        monkeypatch.setenv("VOORVELD_DATA", str(tmp_path))
        assert main(["export", "split", "--year", "2020"]) == 1
    said = capsys.readouterr().err
    assert f"Nobody answers at http://127.0.0.1:{port}. Start Voorveld first (make run)" in said
