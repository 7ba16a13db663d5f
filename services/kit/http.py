"""Calling another service: the one file that imports the HTTP library."""

import asyncio
import copy
import ssl
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeVar, cast
from urllib.parse import urlsplit

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from services.kit import logging
from services.kit.caller import Caller
from services.kit.errors import Invalid, NotFound, Refusal, UpstreamUnavailable, refusal_from_problem
from services.kit.outward import Destination
from services.kit.remembered import Remembered

T = TypeVar("T")
_ADAPTERS: dict[Any, TypeAdapter[Any]] = {}


class ServiceClient:
    """Base of a service's typed client; `transport` joins an app in the same process (tests)."""

    service: str = "service"

    def __init__(
        self,
        base_url: str,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 10.0,
        token: str | None = None,
    ) -> None:
        limits = httpx.Limits(max_connections=100, max_keepalive_connections=50, keepalive_expiry=4.0)
        self._http = httpx.AsyncClient(base_url=base_url, transport=transport, timeout=timeout, limits=limits)
        self._token = token
        self._remembered = Remembered()

    def on_behalf_of(self, caller: Caller) -> Self:
        """The same client (and connections), speaking for this caller."""
        bound = copy.copy(self)
        bound._token = caller.token
        return bound

    async def close(self) -> None:
        await self._http.aclose()

    async def _ask(
        self,
        reply: type[T],
        method: str,
        path: str,
        *,
        body: BaseModel | None = None,
        query: Mapping[str, Any] | None = None,
        key: str | None = None,
        files: Mapping[str, Any] | None = None,
        content: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        patience: float | None = None,
    ) -> T:
        """Send, and read the reply as `reply`. A refusal arrives as its own class; no answer as UpstreamUnavailable.

        `patience` in seconds, where an answer may take longer than the client usually waits.
        A public answer we have already is asked by its tag; when nothing changed it is the very same object.
        """
        asked = (reply, method, path, repr(query), logging.language.get(), repr(headers))
        known = self._remembered.get(asked) if method == "GET" else None
        if known:
            headers = {"If-None-Match": known.tag, **(headers or {})}
        response = await self._send(method, path, body, query, key, files, content, headers, patience)
        if known and response.status_code == httpx.codes.NOT_MODIFIED:
            return cast(T, known.answer)
        if reply is type(None):
            return None
        if reply is bytes:
            return cast(T, response.content)
        adapter = _ADAPTERS.get(reply) or _ADAPTERS.setdefault(reply, TypeAdapter(reply))
        try:
            answer: T = adapter.validate_json(response.content)
        except ValidationError as error:
            # A proxy's page, or another version than ours; the error's text may hold what the reply holds.
            raise UpstreamUnavailable(service=self.service) from error
        if method == "GET":
            self._remembered.keep(asked, response.headers, len(response.content), answer)
        return answer

    async def _send(
        self,
        method: str,
        path: str,
        body: BaseModel | None,
        query: Mapping[str, Any] | None,
        key: str | None,
        files: Mapping[str, Any] | None,
        content: bytes | None,
        headers: Mapping[str, str] | None,
        patience: float | None,
    ) -> httpx.Response:
        sent = {"X-Request-ID": logging.request_id.get(), "Accept-Language": logging.language.get(), **(headers or {})}
        if self._token:
            sent.setdefault("Authorization", f"Bearer {self._token}")
        if key:
            sent["Idempotency-Key"] = key
        if body is not None:
            content = body.model_dump_json(by_alias=True).encode()
            sent["Content-Type"] = "application/json"
        params = {name: value for name, value in (query or {}).items() if value is not None}
        try:
            response = await self._http.request(
                method,
                path,
                content=content,
                params=params,
                headers=sent,
                files=files or None,
                timeout=patience or self._http.timeout,
            )
        except httpx.HTTPError as error:
            raise UpstreamUnavailable(service=self.service) from error
        except httpx.InvalidURL as error:
            raise NotFound from error
        if response.is_success or (response.status_code == httpx.codes.NOT_MODIFIED and "If-None-Match" in sent):
            return response
        raise _refusal(response, self.service)


def _refusal(response: httpx.Response, service: str) -> Refusal:
    try:
        problem = response.json()
    except ValueError:
        problem = None
    if not isinstance(problem, dict):
        return UpstreamUnavailable(service=service)
    return refusal_from_problem(response.status_code, problem)


class EventPoster:
    """Posts one event to a subscriber's `/v1/events`, signed as this service."""

    def __init__(self, transport_for: Mapping[str, httpx.AsyncBaseTransport] | None = None) -> None:
        self._transports = dict(transport_for or {})
        self._clients: dict[str, httpx.AsyncClient] = {}

    async def post(self, base_url: str, event: Mapping[str, Any], token: str) -> None:
        """Raises UpstreamUnavailable or the subscriber's refusal; the relay tries again later."""
        if base_url not in self._clients:
            transport = self._transports.get(base_url)
            self._clients[base_url] = httpx.AsyncClient(base_url=base_url, transport=transport, timeout=10.0)
        client = self._clients[base_url]
        sent = {"Authorization": f"Bearer {token}", "Content-Type": "application/cloudevents+json"}
        try:
            response = await client.post("/v1/events", json=event, headers=sent)
        except httpx.HTTPError as error:
            raise UpstreamUnavailable(service=base_url) from error
        if not response.is_success:
            raise _refusal(response, base_url)

    async def close(self) -> None:
        for client in self._clients.values():
            await client.aclose()


class OutwardPoster:
    """Posts to addresses that others told us: to the number that was checked, without redirects, proxies or cookies."""

    def __init__(self, seconds: float = 10.0, trusts: ssl.SSLContext | None = None) -> None:
        """`seconds` for all of it; `trusts` when it is not what everybody trusts."""
        self._seconds, self._trusts = seconds, trusts or ssl.create_default_context()

    async def post(self, to: Destination, content: bytes, headers: Mapping[str, str]) -> int:
        """The status of the answer; nothing else of it is read. Raises UpstreamUnavailable."""
        sent = {**headers, "Host": urlsplit(to.url).netloc}
        try:
            async with (
                asyncio.timeout(self._seconds),
                httpx.AsyncClient(verify=self._trusts, trust_env=False, timeout=self._seconds) as client,
                client.stream(
                    "POST", to.numbered, content=content, headers=sent, extensions={"sni_hostname": to.host}
                ) as answer,
            ):
                return answer.status_code
        except (httpx.HTTPError, TimeoutError, OSError) as error:
            raise UpstreamUnavailable(service="webhook") from error


class PatientReader:
    """Reads public documents of others: only GETs, repeated after a growing pause when no good answer comes."""

    def __init__(
        self,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 60.0,
        tries: int = 5,
        pause: float = 1.0,
    ) -> None:
        """`timeout` and `pause` in seconds; the pause doubles with every try."""
        self.tries = tries
        self._pause = pause
        self._http = httpx.AsyncClient(transport=transport, timeout=timeout, headers={"Accept": "application/json"})

    async def get(self, address: str, read: Callable[[bytes], T]) -> T:
        """What `read` makes of the answer; its ValueError counts as no good answer, for a page may arrive cut off.

        Raises NotFound (404), Invalid (we ask something wrong: other 4xx; `status` says which), UpstreamUnavailable.
        """
        for again in range(self.tries):
            if again:
                await asyncio.sleep(self._pause * 2 ** (again - 1))
            try:
                response = await self._http.get(address)
                if response.is_success:
                    return read(response.content)
            except (httpx.TransportError, httpx.DecodingError, ValueError):
                continue
            if response.status_code == 404:
                raise NotFound
            if response.is_client_error and response.status_code not in (408, 429):
                raise Invalid(status=response.status_code)
        raise UpstreamUnavailable(service=address)

    async def close(self) -> None:
        await self._http.aclose()


@dataclass(frozen=True)
class FetchedPage:
    """A web page as a browser got it: the address it ended at, its status, its text, and for a file its bytes."""

    address: str
    status: int
    text: str
    content: bytes


class PageClient:
    """A browser without a screen: keeps cookies and follows redirects, for playing the site over HTTP."""

    def __init__(self, base_url: str, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._http = httpx.AsyncClient(base_url=base_url, transport=transport, timeout=30.0, follow_redirects=True)

    async def get(self, address: str, *, follow: bool = True) -> FetchedPage:
        """Raises UpstreamUnavailable when nobody answers. Without `follow` a redirect is the answer."""
        return await self._fetch("GET", address, follow_redirects=follow)

    async def post(
        self, address: str, fields: Mapping[str, str], files: Sequence[tuple[str, tuple[str, bytes, str]]] = ()
    ) -> FetchedPage:
        """Send a form; `files`: a field and (file name, content, media type), and the same field for more."""
        return await self._fetch("POST", address, data=dict(fields), files=list(files) or None)

    async def close(self) -> None:
        await self._http.aclose()

    async def _fetch(self, method: str, address: str, **sent: Any) -> FetchedPage:
        try:
            response = await self._http.request(method, address, **sent)
        except httpx.HTTPError as error:
            raise UpstreamUnavailable(service=address) from error
        return FetchedPage(str(response.url), response.status_code, response.text, response.content)
