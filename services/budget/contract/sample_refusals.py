"""How budget says no about the sample check."""

from services.kit.errors import Conflict, NotFound


class NoSampleCheck(Conflict):
    """The scheme of the year has none."""

    slug = "no-sample-check"


class SampleDrawn(Conflict):
    """There is one draw a year: nobody draws again until it suits."""

    slug = "sample-drawn"


class NothingToDraw(Conflict):
    slug = "nothing-to-draw"


class NotInSample(NotFound):
    slug = "not-in-sample"
