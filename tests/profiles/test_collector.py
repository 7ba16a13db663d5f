"""The garbage collector of a process that makes a hundred thousand figures for one page."""

import gc

from services.profiles.main import spare_the_collector


def test_what_was_loaded_before_the_first_page_is_not_looked_at_again_and_the_rest_seldom() -> None:
    before = gc.get_threshold()
    try:
        # What Python starts with: this process of tests already collects less often (tests/support/speed.py).
        gc.set_threshold(700, 10, 10)
        spare_the_collector()
        assert gc.get_freeze_count() > 10_000
        assert gc.get_threshold()[0] > 700
        assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
