"""What a process that makes very many small objects at once asks of Python's memory."""

import gc


def spare_the_collector() -> None:
    """Have the garbage collector look more seldom, and never at what was there before the first request.

    A comparison, or a delivery of 100,000 values, makes a hundred thousand small objects in one go. Of a comparison's
    time two thirds went into looking again and again whether any of them, and of all that was loaded, formed a ring
    that can be thrown away; none does. Of a delivery it was a fifth of a second each third time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
