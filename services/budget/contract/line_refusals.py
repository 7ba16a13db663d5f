"""How budget says no to the line that money is asked from."""

from services.kit.errors import Invalid


class ChooseLine(Invalid):
    """There are several lines for the whole city, and it was not said which one this is about."""

    slug = "choose-line"


class NotALineHere(Invalid):
    """No idea of this place asks from that line: it is of another year, of another kind, or no longer in the plan."""

    slug = "not-a-line-here"
