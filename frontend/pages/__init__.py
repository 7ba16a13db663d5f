"""One module per screen: its routes and what it shows."""

from fastapi import APIRouter

from frontend.addresses import register_year

register_year()

from frontend.pages import (  # noqa: E402 (their routes name a year)
    area,
    area_budget,
    care_pressure,
    care_pressure_case,
    compare,
    conference,
    coping,
    decisions,
    divide,
    embedded,
    follow,
    home,
    idea,
    indicator,
    indicator_map,
    indicators,
    initiative,
    ledger,
    money_moves,
    open_data,
    own_figures,
    own_initiative,
    partner,
    partners,
    plan,
    profile,
    savings,
    sign_in,
    sources,
    splits,
    teams,
    texts,
)

ROUTERS: tuple[APIRouter, ...] = tuple(
    module.router
    for module in (
        sign_in,
        texts,
        home,
        divide,
        area,
        idea,
        own_initiative,
        initiative,
        decisions,
        splits,
        savings,
        plan,
        sources,
        teams,
        partner,
        partners,
        indicators,
        indicator,
        own_figures,
        profile,
        compare,
        embedded,
        conference,
        open_data,
        indicator_map,
        care_pressure,
        care_pressure_case,
        coping,
        follow,
        area_budget,
        ledger,
        money_moves,
    )
)
