"""How budget says that a plan cannot be divided: how it is put together, its money, or its figures."""

from services.kit.errors import Invalid


class SplitNotExact(Invalid):
    """A share does not come out in whole cents, or base and support are more than there is."""

    slug = "split-not-exact"


class SplitShareOutOfRange(SplitNotExact):
    """A share is not between 0 and 1."""

    slug = "split-share-out-of-range"


class SplitBaseTooHigh(SplitNotExact):
    """The base of all areas together is more than the areas get."""

    slug = "split-base-too-high"


class SplitPartsTooLittle(SplitNotExact):
    """The lines under one line are together less than what there is, and none of them takes the rest."""

    slug = "split-parts-too-little"


class SplitPartsTooMuch(SplitNotExact):
    """The lines under one line are together more than what there is."""

    slug = "split-parts-too-much"


class SplitRestBelowZero(SplitPartsTooMuch):
    """The same, where one of them is to take the rest."""

    slug = "split-rest-below-zero"


class SplitWeightsNotOne(SplitNotExact):
    """The weights of an allocation key do not add up to 1."""

    slug = "split-weights-not-one"


class SplitBelowZero(SplitNotExact):
    """An amount in a plan is below zero."""

    slug = "split-below-zero"


class NoWeight(Invalid):
    """Profiles has no number (or one below zero) for some areas, so the key cannot divide.

    `statuses`: per id of such an area what profiles says instead. `codes` and `name`: of the indicator(s).
    """

    slug = "no-weight"


class NoNeed(NoWeight):
    """Every area has a figure and all are zero: there is nothing to divide by."""

    slug = "no-need"


class PlanShape(Invalid):
    """A plan is put together in a way that cannot be divided; what is wrong says the class below it."""

    slug = "plan-shape"


class PlanWithoutLines(PlanShape):
    slug = "plan-without-lines"


class PlanWithoutAreas(PlanShape):
    """There is a line for the areas, and no area."""

    slug = "plan-without-areas"


class PlanTooLong(PlanShape):
    slug = "plan-too-long"


class PlanTooDeep(PlanShape):
    slug = "plan-too-deep"


class PlanKeyTooLong(PlanShape):
    """An allocation key has too many components."""

    slug = "plan-key-too-long"


class PlanLineKind(PlanShape):
    """A line is of a kind that is not there."""

    slug = "plan-line-kind"


class PlanLineTwice(PlanShape):
    """Two lines for the areas: an idea must find the one line of its area."""

    slug = "plan-line-twice"


class PlanCityLinesAlike(PlanShape):
    """Several lines for the whole city, and one has no name or that of another: people choose by it."""

    slug = "plan-city-lines-alike"


class PlanLinesAlike(PlanShape):
    """Two lines under one line have the same key, so their paths would be the same."""

    slug = "plan-lines-alike"


class PlanGroup(PlanShape):
    """A group without lines, or lines under what is not a group."""

    slug = "plan-group"


class PlanAllocation(PlanShape):
    """A line for the areas without an allocation key, or a key at another line."""

    slug = "plan-allocation"


class PlanShareAndAmount(PlanShape):
    """A line asks both a share and an amount."""

    slug = "plan-share-and-amount"


class PlanTwoRests(PlanShape):
    """Two lines under one line take the rest."""

    slug = "plan-two-rests"
