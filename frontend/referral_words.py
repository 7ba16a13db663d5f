"""The code lists of iJw and Beleidsinformatie in words, and those of breach cases."""

from collections.abc import Callable

Words = Callable[[str], str]


def referrer_words(_: Words) -> dict[str, str]:
    return {
        "01": _("gemeente"),
        "02": _("huisarts"),
        "03": _("jeugdarts"),
        "04": _("gecertificeerde instelling"),
        "05": _("medisch specialist"),
        "06": _("zelf of wijkteam"),
        "08": _("rechter of officier van justitie"),
    }


def product_words(_: Words) -> dict[str, str]:
    return {
        "40": _("persoonlijke verzorging"),
        "41": _("dagbehandeling"),
        "42": _("vervoer"),
        "43": _("verblijf met behandeling"),
        "44": _("verblijf zonder behandeling"),
        "45": _("ambulante hulp"),
        "46": _("crisis"),
        "47": _("jeugdreclassering"),
        "48": _("jeugdbescherming"),
        "49": _("preventief justitieel"),
        "50": _("maatwerk"),
        "51": _("basis-ggz"),
        "52": _("specialistische ggz"),
        "53": _("kindergeneeskunde"),
        "54": _("jeugd-ggz"),
        "55": _("landelijk ingekocht"),
    }


def end_words(_: Words) -> dict[str, str]:
    return {
        "02": _("overleden"),
        "20": _("tijdelijk gestopt"),
        "31": _("volgens plan"),
        "32": _("eerder gestopt door de cliënt"),
        "33": _("eerder gestopt door de aanbieder"),
        "34": _("eerder gestopt in overleg"),
        "35": _("gestopt door iets van buiten"),
        "36": _("gestopt door de gemeente"),
        "38": _("naar een andere aanbieder"),
        "39": _("naar een ander domein"),
    }


def step_words(_: Words) -> dict[str, str]:
    return {
        "permit": _("het college geeft toestemming"),
        "hearing": _("de partner horen"),
        "warning": _("waarschuwen"),
        "recovery": _("geld terugvragen"),
        "end_of_subsidy": _("de subsidie stoppen"),
        "no_action": _("niets doen"),
    }


def state_words(_: Words) -> dict[str, str]:
    return {"open": _("open"), "permitted": _("toegestaan"), "closed": _("afgesloten")}


def decision_words(_: Words) -> dict[str, str]:
    return {"proposed": _("wacht op een besluit"), "confirmed": _("bevestigd"), "declined": _("gaat niet door")}


def rule_words(_: Words) -> dict[str, str]:
    """Which boundary of the agreement a referral is outside of."""
    return {
        "provider-not-contracted": _("aanbieder zonder contract"),
        "not-under-residence-principle": _("valt niet onder het woonplaatsbeginsel"),
        "not-a-resident": _("woont niet in de gemeente"),
        "activity-not-tendered": _("activiteit die niet is aanbesteed"),
    }
