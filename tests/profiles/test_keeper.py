"""What is kept in memory between two changes of the data, and how much at most."""

from services.profiles.store.keeper import MOST, MOST_FIGURES, Keeper


async def keep(keeper: Keeper, key: str, figures: int = 0) -> bool:
    """Whether it had to be read."""
    was_read = False

    async def read() -> str:
        nonlocal was_read
        was_read = True
        return key

    assert await keeper.keep(1, key, read, lambda _: figures) == key
    return was_read


async def test_what_was_read_is_kept_and_the_oldest_goes_first() -> None:
    keeper = Keeper()
    assert [await keep(keeper, str(number)) for number in range(MOST + 1)] == [True] * (MOST + 1)
    assert await keep(keeper, str(MOST)) is False
    assert await keep(keeper, "0") is True


async def test_figures_are_kept_up_to_a_number_whatever_the_number_of_pages() -> None:
    keeper = Keeper()
    for number in range(10):
        await keep(keeper, str(number), MOST_FIGURES // 3)
        assert keeper.figures <= MOST_FIGURES
    assert await keep(keeper, "9", MOST_FIGURES // 3) is False
    assert await keep(keeper, "0", MOST_FIGURES // 3) is True
    assert await keep(keeper, "everything", MOST_FIGURES * 2) is True
    assert await keep(keeper, "everything", MOST_FIGURES * 2) is False
