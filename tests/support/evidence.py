"""Evidence as the tests of statistics make it, and what hypothesis may try."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from services.profiles.domain.statistics.evidence import Count, Evidence
from services.profiles.domain.statistics.verdict import Kind

# A busy machine is no reason to fail.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
CLEAR = {Kind.CLEARLY_HIGHER, Kind.CLEARLY_LOWER}
MIRROR = {Kind.CLEARLY_HIGHER: Kind.CLEARLY_LOWER, Kind.CLEARLY_LOWER: Kind.CLEARLY_HIGHER}

populations = st.integers(1, 5_000)
counts = populations.flatmap(lambda n: st.tuples(st.integers(0, n) | st.integers(0, min(n, 40)), st.just(n)))
references = st.floats(0.002, 0.998) | st.floats(0.002, 0.05)
comparisons = st.sampled_from([1, 2, 10, 40])
offs = st.tuples(st.integers(0, 10), st.integers(0, 10))


def exactly(count: int, population: int) -> Evidence:
    return Evidence(Count.exact(count), Count.exact(population))


def off_by(of: tuple[int, int], off: tuple[int, int]) -> Evidence:
    return Evidence(Count.off_by(of[0], off[0]), Count.off_by(of[1], off[1]))
