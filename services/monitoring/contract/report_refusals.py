"""How monitoring says no about reports."""

from services.kit.errors import Conflict, Invalid


class QuarterNotOver(Conflict):
    """A report is about a quarter that has ended."""

    slug = "quarter-not-over"


class ReportNotDraft(Conflict):
    """It was submitted: its words stay as they are, until somebody sends it back."""

    slug = "report-not-draft"


class ReportNotSubmitted(Conflict):
    """Only what the partner submitted is accepted, and once."""

    slug = "report-not-submitted"


class ReportChanged(Conflict):
    """Figures came or were put right since it was read: nobody decides on a report they did not see."""

    slug = "report-changed"


class PersonInWords(Invalid):
    """Something that points at a person stands in a text: of which kind (`errors`), and never what it was."""

    slug = "person-in-words"
