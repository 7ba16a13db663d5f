"""The clock is one and the same in every process of an installation, and in production it only follows real time."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from services.kit.clock import Clock
from services.kit.settings import InstallationSettings

SPRING = datetime(2020, 4, 2, 9, tzinfo=UTC)


def two_clocks(folder: Path) -> tuple[Clock, Clock]:
    return Clock(folder / "clock.json"), Clock(folder / "clock.json")


def is_about(moment: datetime, expected: datetime) -> bool:
    return abs(moment - expected) < timedelta(seconds=20)


def test_a_clock_set_in_one_process_is_set_in_the_other(tmp_path: Path) -> None:
    one, other = two_clocks(tmp_path)
    assert not other.is_moved()
    one.set(SPRING)
    assert is_about(other.now(), SPRING)
    assert other.is_moved()
    assert other.today() == date(2020, 4, 2)


def test_a_moved_clock_goes_on_running(tmp_path: Path) -> None:
    one, other = two_clocks(tmp_path)
    one.set(SPRING)
    assert one.now() < other.now() < one.now()


def test_every_move_is_seen_however_soon_it_follows_the_last(tmp_path: Path) -> None:
    one, other = two_clocks(tmp_path)
    for days in range(300):
        one.set(SPRING + timedelta(days=days))
        assert is_about(other.now(), SPRING + timedelta(days=days))
        assert is_about(one.now(), SPRING + timedelta(days=days))


def test_a_reset_clock_is_real_time_in_both(tmp_path: Path) -> None:
    one, other = two_clocks(tmp_path)
    one.set(SPRING)
    assert other.is_moved()
    other.reset()
    assert not one.is_moved()
    assert is_about(datetime.now(UTC), one.now())


def test_clocks_set_at_once_end_at_one_of_the_moments(tmp_path: Path) -> None:
    clocks = [Clock(tmp_path / "clock.json") for _ in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda at: [clocks[at].set(SPRING + timedelta(days=at)) for _ in range(20)], range(8)))
    assert len({clock.now().date() for clock in clocks}) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["clock.json"]


def test_the_file_says_how_far_the_clock_is_from_real_time(tmp_path: Path) -> None:
    Clock(tmp_path / "clock.json").set(datetime.now(UTC) + timedelta(hours=1))
    assert json.loads((tmp_path / "clock.json").read_text())["offsetSeconds"] == pytest.approx(3600, abs=5)


def test_today_is_the_date_in_amsterdam(tmp_path: Path) -> None:
    clock = Clock(tmp_path / "clock.json")
    clock.set(datetime(2019, 12, 31, 23, 30, tzinfo=UTC))
    assert clock.today() == date(2020, 1, 1)


@pytest.mark.parametrize("move", [lambda clock: clock.set(SPRING), Clock.reset])
def test_in_production_the_clock_does_not_move(tmp_path: Path, move: object) -> None:
    Clock(tmp_path / "clock.json").set(SPRING)
    clock = InstallationSettings(data=tmp_path, mode="production").clock()
    with pytest.raises(RuntimeError, match="production"):
        move(clock)  # type: ignore[operator]
    assert not clock.is_moved()
    assert is_about(datetime.now(UTC), clock.now())


def test_in_development_the_clock_reads_the_file_of_the_installation(tmp_path: Path) -> None:
    Clock(tmp_path / "clock.json").set(SPRING)
    assert InstallationSettings(data=tmp_path, mode="development").clock().is_moved()
