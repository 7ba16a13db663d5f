"""The part of the typed client that is about surveys."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.monitoring.contract import survey_refusals
from services.monitoring.contract.survey_follow import (
    ChooseQuote,
    DialogueView,
    InviteToDialogue,
    PlanDialogue,
    SendSummary,
    SignUp,
    SummaryView,
    SurveyView,
    WriteOutcomes,
    WriteSummary,
    WriteTheme,
)
from services.monitoring.contract.surveys import (
    ContactToInvite,
    GiveAnswer,
    GivenAnswer,
    InviteContacts,
    InvitePeople,
    OpenAnswer,
    OpenSurvey,
    PrintSurveyCodes,
    SaveSurvey,
    StartSurvey,
    SurveyCodes,
    SurveyDesk,
    SurveyLine,
)

REFUSALS = survey_refusals
"""Imported, so that what monitoring refuses arrives as the same class."""


class SurveysClient(ServiceClient):
    """Surveys on anchor points, what is done with them, and the summary to the council."""

    async def surveys(self, year: int) -> list[SurveyLine]:
        """Newest first; drafts for policy officers and approvers."""
        return await self._ask(list[SurveyLine], "GET", "/v1/surveys", query={"year": year})

    async def start_survey(self, body: StartSurvey, *, key: str) -> SurveyView:
        """For policy officers. Raises ClosesTooSoon."""
        return await self._ask(SurveyView, "POST", "/v1/surveys", body=body, key=key)

    async def survey(self, survey_id: UUID) -> SurveyView:
        """Raises UnknownSurvey."""
        return await self._ask(SurveyView, "GET", _path(survey_id))

    async def save_survey(self, survey_id: UUID, body: SaveSurvey) -> SurveyView:
        """Raises SurveyNotDraft, StaleVersion, ClosesTooSoon."""
        return await self._ask(SurveyView, "PUT", _path(survey_id), body=body)

    async def survey_desk(self, survey_id: UUID) -> SurveyDesk:
        """For policy officers and approvers."""
        return await self._ask(SurveyDesk, "GET", _path(survey_id, "desk"))

    async def invite_to_survey(self, survey_id: UUID, body: InvitePeople) -> SurveyDesk:
        """Raises SurveyNotOpen."""
        return await self._ask(SurveyDesk, "PUT", _path(survey_id, "invitations"), body=body)

    async def contacts_to_invite(self, survey_id: UUID) -> list[ContactToInvite]:
        """For policy officers: partners whose mailbox may be invited to surveys, and is not yet."""
        return await self._ask(list[ContactToInvite], "GET", _path(survey_id, "contacts-to-invite"))

    async def invite_contacts(self, survey_id: UUID, body: InviteContacts) -> SurveyDesk:
        """Raises SurveyNotOpen, ContactNotForSurveys."""
        return await self._ask(SurveyDesk, "PUT", _path(survey_id, "invited-contacts"), body=body)

    async def open_survey(self, survey_id: UUID, body: OpenSurvey, *, key: str) -> SurveyView:
        """Raises SurveyNotDraft, StaleVersion, ClosesTooSoon, NobodyAsked."""
        return await self._ask(SurveyView, "POST", _path(survey_id, "opening"), body=body, key=key)

    async def print_survey_codes(self, survey_id: UUID, body: PrintSurveyCodes, *, key: str) -> SurveyCodes:
        """Only the reply to the first request with a key has the codes. Raises SurveyNotOpen."""
        return await self._ask(SurveyCodes, "POST", _path(survey_id, "codes"), body=body, key=key)

    async def answer_survey(self, survey_id: UUID, body: GiveAnswer) -> None:
        """Raises SurveyNotOpen, SurveyLinkUnknown, WrongSurveyCode, CodeNeeded, EmptyAnswer, PersonInWords,
        TooManySurveyAnswers, TooManySurveyCodes."""
        await self._ask(type(None), "PUT", _path(survey_id, "answers"), body=body)

    async def own_survey_answer(self, survey_id: UUID, body: OpenAnswer) -> GivenAnswer:
        """Raises SurveyNotOpen, SurveyLinkUnknown."""
        return await self._ask(GivenAnswer, "POST", _path(survey_id, "own-answers"), body=body)

    async def stop_survey_mail(self, survey_id: UUID, body: OpenAnswer) -> None:
        """Raises SurveyNotOpen, SurveyLinkUnknown."""
        await self._ask(type(None), "POST", _path(survey_id, "stops"), body=body)

    async def add_theme(self, survey_id: UUID, body: WriteTheme, *, key: str) -> SurveyView:
        """Raises SurveyNotClosed, UnknownPoint, PersonInWords."""
        return await self._ask(SurveyView, "POST", _path(survey_id, "themes"), body=body, key=key)

    async def change_theme(self, survey_id: UUID, theme_id: UUID, body: WriteTheme) -> SurveyView:
        """Raises UnknownTheme, StaleVersion, PersonInWords."""
        return await self._ask(SurveyView, "PUT", _path(survey_id, f"themes/{theme_id}"), body=body)

    async def choose_quote(self, survey_id: UUID, number: int, body: ChooseQuote) -> SurveyView:
        """Raises UnknownText, UnknownTheme, PersonInWords."""
        return await self._ask(SurveyView, "PUT", _path(survey_id, f"quotes/{number}"), body=body)

    async def plan_dialogue(self, survey_id: UUID, body: PlanDialogue, *, key: str) -> DialogueView:
        """Raises DialogueOver."""
        return await self._ask(DialogueView, "POST", _path(survey_id, "dialogues"), body=body, key=key)

    async def move_dialogue(self, survey_id: UUID, dialogue_id: UUID, body: PlanDialogue) -> DialogueView:
        """Raises DialogueOver, StaleVersion."""
        return await self._ask(DialogueView, "PUT", _path(survey_id, f"dialogues/{dialogue_id}"), body=body)

    async def invite_to_dialogue(
        self, survey_id: UUID, dialogue_id: UUID, body: InviteToDialogue, *, key: str
    ) -> DialogueView:
        """Raises DialogueOver."""
        path = _path(survey_id, f"dialogues/{dialogue_id}/invitations")
        return await self._ask(DialogueView, "POST", path, body=body, key=key)

    async def sign_up_for_dialogue(self, survey_id: UUID, dialogue_id: UUID, body: SignUp, *, key: str) -> DialogueView:
        """Raises DialogueOver."""
        path = _path(survey_id, f"dialogues/{dialogue_id}/sign-ups")
        return await self._ask(DialogueView, "POST", path, body=body, key=key)

    async def write_dialogue_outcomes(self, survey_id: UUID, dialogue_id: UUID, body: WriteOutcomes) -> DialogueView:
        """Raises DialogueToCome, StaleVersion, UnknownPoint, PersonalDataFound."""
        return await self._ask(DialogueView, "PUT", _path(survey_id, f"dialogues/{dialogue_id}/outcomes"), body=body)

    async def write_survey_summary(self, survey_id: UUID, body: WriteSummary) -> SummaryView:
        """Raises SurveyNotClosed, StaleVersion, PersonInWords."""
        return await self._ask(SummaryView, "PUT", _path(survey_id, "summary"), body=body)

    async def latest_survey_summary(self, survey_id: UUID) -> SummaryView:
        """Raises UnknownSummary."""
        return await self._ask(SummaryView, "GET", _path(survey_id, "summary"))

    async def survey_summary(self, survey_id: UUID, number: int) -> SummaryView:
        """Raises UnknownSummary."""
        return await self._ask(SummaryView, "GET", _path(survey_id, f"summaries/{number}"))

    async def send_survey_summary(self, survey_id: UUID, number: int, body: SendSummary, *, key: str) -> SummaryView:
        """Raises SummaryAlreadySent, SummaryWriterCannotSend, StaleVersion."""
        return await self._ask(SummaryView, "POST", _path(survey_id, f"summaries/{number}/sending"), body=body, key=key)


def _path(survey_id: UUID, rest: str = "") -> str:
    return f"/v1/surveys/{survey_id}" + (f"/{rest}" if rest else "")
