"""How monitoring says no about surveys."""

from services.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooMany


class UnknownSurvey(NotFound):
    slug = "unknown-survey"


class SurveyLinkUnknown(NotFound):
    """The link is not one of this survey, or the survey is closed and its links are gone."""

    slug = "survey-link-unknown"


class WrongSurveyCode(Invalid):
    slug = "wrong-survey-code"


class CodeNeeded(Invalid):
    """Residents answer this survey with a code only."""

    slug = "survey-code-needed"


class TooManySurveyAnswers(TooMany):
    """Too many answers with the open form from one place within an hour."""

    slug = "survey-too-many-answers"


class TooManySurveyCodes(TooMany):
    """Too many wrong codes from one place within an hour."""

    slug = "survey-too-many-codes"


class ContactNotForSurveys(Conflict):
    """The partner has no mailbox (any more), or said nothing of surveys: figures are another purpose."""

    slug = "survey-contact-not-for-surveys"


class SurveyNotDraft(Conflict):
    """It opened: its points stay as they are."""

    slug = "survey-not-draft"


class SurveyNotOpen(Conflict):
    """Answers are taken from opening until closing."""

    slug = "survey-not-open"


class SurveyNotClosed(Conflict):
    """Results and what follows from them come after closing."""

    slug = "survey-not-closed"


class ClosesTooSoon(Invalid):
    """A survey has at least a day, and reminders fall within it."""

    slug = "survey-closes-too-soon"


class NobodyAsked(Invalid):
    """Nobody is invited and residents cannot answer: there is nobody to open it for."""

    slug = "survey-nobody-asked"


class EmptyAnswer(Invalid):
    slug = "survey-empty-answer"


class UnknownPoint(Invalid):
    slug = "survey-unknown-point"


class UnknownTheme(NotFound):
    slug = "survey-unknown-theme"


class UnknownText(NotFound):
    slug = "survey-unknown-text"


class UnknownDialogue(NotFound):
    slug = "survey-unknown-dialogue"


class DialogueOver(Conflict):
    """Nobody is invited to a session, or signs up for one, that was."""

    slug = "survey-dialogue-over"


class DialogueToCome(Conflict):
    """What came out of a session is written once it was."""

    slug = "survey-dialogue-to-come"


class UnknownSummary(NotFound):
    slug = "survey-unknown-summary"


class SummaryAlreadySent(Conflict):
    slug = "survey-summary-sent"


class SummaryWriterCannotSend(Forbidden):
    """Four eyes: somebody else reads and sends it."""

    slug = "survey-summary-four-eyes"
