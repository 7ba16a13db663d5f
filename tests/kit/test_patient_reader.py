"""Public documents of others are asked for again when no good answer comes, and no more often than that."""

import json

import httpx
import pytest

from services.kit.errors import Invalid, NotFound, UpstreamUnavailable
from services.kit.http import PatientReader

ADDRESS = "http://elsewhere/document"


class Elsewhere:
    """Gives these answers in turn, the last one for ever."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked += 1
        answer = self.answers[min(self.asked, len(self.answers)) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer


async def asked_of(there: Elsewhere) -> object:
    reader = PatientReader(transport=httpx.MockTransport(there), tries=4, pause=0.001)
    try:
        return await reader.get(ADDRESS, json.loads)
    finally:
        await reader.close()


async def test_it_waits_for_a_good_answer() -> None:
    cut = httpx.Response(200, content=b'{"a": ')
    there = Elsewhere(httpx.ReadTimeout("slow"), httpx.Response(503), cut, httpx.Response(200, content=b'{"a": 1}'))
    assert await asked_of(there) == {"a": 1}


@pytest.mark.parametrize("answer", [httpx.ConnectError("away"), httpx.Response(500), httpx.Response(200, content=b"<")])
async def test_it_gives_up_after_its_tries(answer: httpx.Response | Exception) -> None:
    there = Elsewhere(answer)
    with pytest.raises(UpstreamUnavailable):
        await asked_of(there)
    assert there.asked == 4


@pytest.mark.parametrize(("status", "refusal"), [(404, NotFound), (400, Invalid), (403, Invalid)])
async def test_a_wrong_question_is_not_repeated(status: int, refusal: type[Exception]) -> None:
    there = Elsewhere(httpx.Response(status))
    with pytest.raises(refusal):
        await asked_of(there)
    assert there.asked == 1


async def test_a_redirect_is_not_followed() -> None:
    with pytest.raises(UpstreamUnavailable):
        await asked_of(Elsewhere(httpx.Response(302, headers={"Location": "http://inside/"})))
