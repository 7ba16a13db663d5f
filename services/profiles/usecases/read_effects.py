"""Read care figures of areas before and after a year in which money was spent, beside areas that are like them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from services.kit.database import Session
from services.profiles.contract.refusals import UnknownArea
from services.profiles.domain.effect import Conclusion, Group, Years, conclude, group_of, years_around
from services.profiles.domain.statistics.effect import Effect, Four, judge_effect
from services.profiles.domain.statistics.pair import judge_pair
from services.profiles.domain.statistics.verdict import Kind
from services.profiles.store.areas import get_home
from services.profiles.store.catalogue import Catalogue, get_catalogue
from services.profiles.store.keeper import Keeper
from services.profiles.usecases.gather_around import Around, Rate, gather_around, measures_of

CLEAR = (Kind.CLEARLY_HIGHER, Kind.CLEARLY_LOWER)


@dataclass(frozen=True, slots=True)
class AreaEffect:
    """One care figure of one area, before and after, and what may be concluded; what is not there is None."""

    code: str
    years: Years
    group: Group | None
    here: tuple[Rate | None, Rate | None]
    there: tuple[Rate | None, Rate | None]
    effect: Effect | None
    earlier: Effect | None
    began_apart: bool
    conclusion: Conclusion


@dataclass(frozen=True, slots=True)
class Effects:
    """All areas of a year (or one), each with every care figure of which people are counted."""

    year: int
    catalogue: Catalogue
    names: Mapping[str, str]
    codes: Sequence[str]
    compared: int
    areas: Mapping[str, Sequence[AreaEffect]]


async def read_effects(session: Session, keeper: Keeper, year: int, area_id: str | None = None) -> Effects:
    """Of all areas, or of one; what one is called clear at is the same either way. Raises NoFigures, UnknownArea."""
    home = await get_home(session, year)
    version = home.installation.data_version

    async def read() -> Effects:
        catalogue = await get_catalogue(session, keeper, version)
        return _effects(await gather_around(session, home, catalogue), year)

    effects = await keeper.keep(version, ("effects", year), read)
    if area_id is None:
        return effects
    if area_id not in effects.areas:
        raise UnknownArea(area_id=area_id)
    return replace(effects, areas={area_id: effects.areas[area_id]})


def _effects(around: Around, year: int) -> Effects:
    codes = measures_of(around.catalogue)
    compared = len(codes) * len(around.names)
    areas = {area: [_effect(around, code, area, year, compared) for code in codes] for area in around.names}
    return Effects(year, around.catalogue, around.names, codes, compared, areas)


def _effect(around: Around, code: str, area: str, spent: int, compared: int) -> AreaEffect:
    known = around.known(code, area)
    years = years_around(spent, known, around.told(code))
    group = _group(around, code, area, years, known)
    beside = group.places if group else ()
    effect = _judged(around, code, area, beside, years.before, years.after, compared)
    earlier = _judged(around, code, area, beside, years.earlier, years.before, 1)
    return AreaEffect(
        code,
        years,
        group,
        (around.rate(code, years.before, [area]), around.rate(code, years.after, [area])),
        (around.rate(code, years.before, beside), around.rate(code, years.after, beside)),
        effect,
        earlier,
        _began_apart(around, code, area, beside, years.before),
        conclude(years, known, group, effect, earlier),
    )


def _group(around: Around, code: str, area: str, years: Years, known: Collection[int]) -> Group | None:
    needed = {years.before, years.after, years.earlier} & set(known)
    others = [each for each in around.names if needed and all(around.of(code, year or 0, each) for year in needed)]
    return group_of(area, others, around.likeness(years.before)) if years.before else None


def _judged(
    around: Around, code: str, area: str, beside: Sequence[str], first: int | None, last: int | None, compared: int
) -> Effect | None:
    if first is None or last is None or not beside:
        return None
    each = [around.of(code, year, *places) for places in ([area], beside) for year in (first, last)]
    here_before, here_after, there_before, there_after = each
    if here_before is None or here_after is None or there_before is None or there_after is None:
        return None
    return judge_effect(Four(here_before, here_after, there_before, there_after), comparisons=compared)


def _began_apart(around: Around, code: str, area: str, beside: Sequence[str], before: int | None) -> bool:
    """Whether the place clearly differed from its group before: what is far from the rest tends to come back."""
    here = around.of(code, before, area) if before else None
    there = around.of(code, before, *beside) if before and beside else None
    return here is not None and there is not None and judge_pair(here, there).kind in CLEAR
