"""Wires the profiles service; nothing else is wired anywhere else."""

import gc
from pathlib import Path

from fastapi import FastAPI

from services.kit.app import create_service_app
from services.kit.clock import Clock
from services.kit.http import EventPoster
from services.kit.logging import configure_logging
from services.profiles.api import (
    areas,
    borders,
    comparisons,
    coping,
    divisions,
    effects,
    funnels,
    indicators,
    installation,
    kept_answers,
    mappings,
    own_figures,
    persons,
    postcodes,
    regions,
    series,
    sessions,
    similar,
    values,
    whereabouts,
)
from services.profiles.contract.refusals import MembershipExists
from services.profiles.settings import Settings
from services.profiles.store.keeper import Keeper
from services.profiles.usecases.forget_persons import FORGET_PERSONS, forgetting
from services.profiles.usecases.keep_answer import FORGET_ANSWER, forget_answer
from services.profiles.usecases.tell_role_ended import TELL_ROLE_ENDED, role_teller

LOCALE = Path(__file__).parent / "locale"
DESCRIPTION = (
    "Neighbourhoods in figures, each with its source, period and definition; the municipality's own areas; "
    "and the persons who may do something in them."
)
CONSTRAINTS = {"uq_memberships_open": MembershipExists}


def create_app(
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    poster: EventPoster | None = None,
    run_worker: bool = True,
) -> FastAPI:
    """The app of profiles. Without settings it reads them from the environment and writes structured logs."""
    if settings is None:
        settings = Settings()
        configure_logging("profiles")
        spare_the_collector()
    the_clock = clock or settings.clock()
    app = create_service_app(
        name="profiles",
        title="Voorveld profiles",
        description=DESCRIPTION,
        settings=settings,
        routers=[
            installation.router,
            areas.router,
            divisions.router,
            indicators.router,
            comparisons.router,
            funnels.router,
            regions.router,
            values.router,
            borders.router,
            similar.router,
            effects.router,
            series.router,
            mappings.router,
            own_figures.router,
            whereabouts.router,
            postcodes.router,
            coping.router,
            persons.router,
            sessions.router,
            kept_answers.router,
        ],
        locale=LOCALE,
        constraints=CONSTRAINTS,
        work={
            FORGET_PERSONS: forgetting(the_clock),
            FORGET_ANSWER: forget_answer,
            TELL_ROLE_ENDED: role_teller(the_clock),
        },
        clock=the_clock,
        poster=poster,
        run_worker=run_worker,
    )
    app.state.keeper = Keeper()
    return app


def spare_the_collector() -> None:
    """Have the garbage collector look more seldom, and never at what was there before the first page.

    A comparison makes a hundred thousand small objects in one go. Of its time two thirds went into looking again and
    again whether any of them, and of all that was loaded, formed a ring that can be thrown away; none does.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 10, 10)
