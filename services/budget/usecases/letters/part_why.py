"""Why an idea got a part where its circle did not choose one: for its page, where everybody reads it."""

from collections.abc import Callable

from services.budget.domain.amounts import Euros
from services.budget.usecases.office import Office

LANGUAGES = ("nl", "en")


def what_was_left(pot: Callable[[str], str], year: int, kept_cents: int, office: Office) -> dict[str, str]:
    """`pot`: what has the money, by language. `kept_cents`: what a vote keeps apart there."""
    slug = "part-why.left-beside-a-vote" if kept_cents else "part-why.left"
    kept = Euros(kept_cents)
    return {each: office.say(slug, each, pot=pot(each), year=year, kept=kept) for each in LANGUAGES}


def by_vote(round_title: str, why: Callable[[str], str], office: Office) -> dict[str, str]:
    """`why`: the sentence of the count, or of who decided otherwise, by language."""
    return {each: office.say("part-why.vote", each, round=round_title, reason=why(each)) for each in LANGUAGES}


def on_objection(office: Office) -> dict[str, str]:
    """Its reasons are of who objected, and stand in their letter."""
    return {each: office.say("part-why.objection", each) for each in LANGUAGES}
