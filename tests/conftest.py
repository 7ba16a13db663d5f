"""What all tests share: one PostgreSQL, what makes them quick, and logs that speak only of errors.

Hypothesis tries the same examples each time, without a limit in time: a change is not refused for what was there before
it, and not for a slow machine. `make test` keeps the order of sets too (PYTHONHASHSEED). New examples and another
order: `pytest --hypothesis-profile=explore`, or `make explore` for all tests.
"""

from hypothesis import settings

from services.kit.logging import configure_logging

pytest_plugins = ["tests.support.speed", "tests.support.postgres", "tests.support.prepared"]
configure_logging("tests", "ERROR")
settings.register_profile("explore", settings.get_profile("ci"), derandomize=False)
settings.load_profile("ci")
