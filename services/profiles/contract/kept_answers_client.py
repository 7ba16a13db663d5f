"""The part of the typed client about answers the site keeps for a quarter of an hour."""

from uuid import UUID

from services.kit.http import ServiceClient
from services.profiles.contract.kept_answers import KeepAnswer, KeptAnswer


class KeptAnswersClient(ServiceClient):
    """What `ProfilesClient` has besides its own. For the frontend."""

    async def keep_answer(self, body: KeepAnswer) -> None:
        """Raises TooManyKeptAnswers."""
        await self._ask(type(None), "POST", "/v1/kept-answers", body=body)

    async def kept_answer(self, answer_id: UUID) -> KeptAnswer:
        """Raises AnswerNotKept, also when it was kept too long ago."""
        return await self._ask(KeptAnswer, "GET", f"/v1/kept-answers/{answer_id}")
