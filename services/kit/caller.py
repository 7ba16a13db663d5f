"""Who is asking: callers, the Ed25519 tokens that name them, and the dependencies a route names its caller with."""

import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from services.kit.api_keys import START, BadApiKey, bearer_of
from services.kit.errors import Forbidden, Unauthenticated

TOKEN_SECONDS = 300
AUDIENCES = ("profiles", "budget", "monitoring")


class NoToken(Unauthenticated):
    slug = "no-token"


class BadToken(Unauthenticated):
    slug = "bad-token"


class NotYours(Forbidden):
    slug = "not-yours"


class NotForSoftware(Forbidden):
    """Software prepares; people decide."""

    slug = "not-for-software"


@dataclass(frozen=True)
class Membership:
    """A role, and within what it holds (an id), or None for the whole installation."""

    role: str
    within: str | None = None


@dataclass(frozen=True)
class Caller:
    """Who is asking. `kind` is public, person, applicant, service, partner or software; `id` is opaque.

    `behind`: the name of the person who answers for software.
    """

    kind: str
    id: str = ""
    memberships: tuple[Membership, ...] = ()
    language: str = "nl"
    token: str | None = field(default=None, repr=False)
    behind: str | None = None

    @property
    def name(self) -> str:
        """How this caller is written in logs and decision records, e.g. `person:1f0c…` or `service:budget`."""
        return f"{self.kind}:{self.id}" if self.id else self.kind

    @property
    def answerable(self) -> str:
        """The name of who answers for what this caller does. Four eyes compares these: software has none of its own."""
        return self.behind or self.name

    def has_role(self, role: str, within: str | None = None) -> bool:
        return any(m.role == role and (within is None or m.within == within) for m in self.memberships)

    def require_role(self, *roles: str, within: str | None = None) -> None:
        """Raise NotYours unless the caller has one of the roles (within the given id, when one is given)."""
        if not any(self.has_role(role, within) for role in roles):
            raise NotYours(roles=", ".join(roles))


PUBLIC = Caller(kind="public")


class TokenMaker:
    """Signs short-lived tokens with this process's own key; `issuer` is the key's `kid`."""

    def __init__(self, private_jwk: str) -> None:
        self._key = OKPKey.import_key(json.loads(private_jwk))
        self.issuer = str(self._key.kid)

    def token(self, caller: Caller, audience: tuple[str, ...] = AUDIENCES, seconds: int = TOKEN_SECONDS) -> str:
        """A token of at most five minutes. Real time, not the movable clock: a token is about security."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "sub": caller.name,
            "aud": list(audience),
            "iat": now,
            "exp": now + min(seconds, TOKEN_SECONDS),
            "memberships": [[m.role, m.within] for m in caller.memberships],
            "language": caller.language,
        }
        return jwt.encode({"alg": "Ed25519", "kid": self.issuer}, claims, self._key, algorithms=["Ed25519"])

    def signed(self, caller: Caller, audience: tuple[str, ...] = AUDIENCES) -> Caller:
        return replace(caller, token=self.token(caller, audience))

    def service(self) -> Caller:
        """This process itself as a caller, e.g. `service:budget`."""
        return self.signed(Caller(kind="service", id=self.issuer))


class TokenReader:
    """Verifies tokens against the trusted public keys of the installation."""

    # What each issuer may speak for: only the frontend signs for people, only budget for its applicants.
    MAY_SPEAK_FOR = {"frontend": {"person", "service"}, "budget": {"applicant", "service"}}

    def __init__(self, trusted_jwks: str, audience: str) -> None:
        self._keys = KeySet.import_key_set(json.loads(trusted_jwks))
        self._audience = audience

    def caller(self, token: str) -> Caller:
        """The caller a token names. Raises BadToken when it is forged, expired or meant for another service."""
        try:
            claims = jwt.decode(token, self._keys, algorithms=["Ed25519"])
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadToken(reason="signature") from error
        try:
            return self._check(claims.claims, str(claims.header.get("kid")), token)
        except (ValueError, TypeError, AttributeError) as error:
            raise BadToken(reason="form") from error

    def _check(self, claims: dict[str, Any], kid: str, token: str) -> Caller:
        kind, _, opaque = str(claims.get("sub", "")).partition(":")
        audiences = claims.get("aud")
        if claims.get("iss") != kid or not isinstance(audiences, list) or self._audience not in audiences:
            raise BadToken(reason="audience")
        if not float(claims.get("exp", 0)) > time.time():
            raise BadToken(reason="expired")
        if kind not in self.MAY_SPEAK_FOR.get(kid, {"service"}) or (kind == "service" and opaque != kid):
            raise BadToken(reason="issuer")
        memberships = tuple(Membership(role, within) for role, within in claims.get("memberships", ()))
        return Caller(kind, opaque, memberships, str(claims.get("language", "nl")), token)


SoftwareReader = Callable[[Request], Awaitable[Caller]]
"""Reads the API key of a request. Raises BadApiKey, and what else a service has against it."""


async def caller_of(request: Request) -> Caller:
    """The caller a request names by its bearer token or its key, or the public. Raises BadToken, BadApiKey.

    A service with software of its own gives `software` to its app, which reads the key. Each is read once a request.
    """
    if not hasattr(request.state, "caller"):
        request.state.caller = await _read_caller(request)
    caller: Caller = request.state.caller
    return caller


async def _read_caller(request: Request) -> Caller:
    text = bearer_of(request)
    if not text:
        return PUBLIC
    if not text.startswith(START):
        reader: TokenReader = request.app.state.token_reader
        return reader.caller(text)
    read_key: SoftwareReader | None = request.app.state.software
    if read_key is None:
        raise BadApiKey
    return await read_key(request)


NOBODY, TOKEN, KEY = "", "token", "key"
"""How a caller may be named, in the OpenAPI description too: not at all, by a signed token, by an API key."""
READING = ("GET", "HEAD")
WITH_KEY = ("software", "partner")
"""Kinds of caller that a key names: software of the house, and a partner's."""

# Dependencies are `async def` also when they await nothing: FastAPI sends each plain one through a thread pool.
D = TypeVar("D", bound=Callable[..., Any])
NAMING: dict[Callable[..., Any], tuple[str, ...]] = {}
"""Dependencies that name the caller of a route, each with the ways it takes."""


def names_a_caller(*ways: str) -> Callable[[D], D]:
    """Mark a dependency as one that names the caller of a route; a service with callers of its own marks those."""

    def mark(dependency: D) -> D:
        NAMING[dependency] = ways
        return dependency

    return mark


def is_naming_a_caller(dependency: Callable[..., Any] | None) -> bool:
    """Whether a route with this dependency has named its caller (the test of all routes asks it)."""
    return dependency in NAMING


@names_a_caller(NOBODY, TOKEN)
async def anyone(request: Request) -> Caller:
    """Everybody may ask, also without a token. Software reads what the public reads, and changes nothing here.

    A partner's software stays that partner: the route decides whether it sees its own numbers in full.
    """
    caller = await caller_of(request)
    if caller.kind not in WITH_KEY:
        return caller
    if request.method not in READING:
        raise NotForSoftware
    return replace(caller, memberships=())


@names_a_caller(TOKEN)
async def known(request: Request) -> Caller:
    """Who has a token. Software is refused: a route that is for software too says so by a dependency of its own."""
    caller = await caller_of(request)
    if caller.kind == "public":
        raise NoToken
    if caller.kind in WITH_KEY:
        raise NotForSoftware
    return caller


@names_a_caller(TOKEN)
async def person(request: Request) -> Caller:
    return await _of_kind(request, "person")


@names_a_caller(TOKEN)
async def service(request: Request) -> Caller:
    return await _of_kind(request, "service")


@names_a_caller(TOKEN)
async def applicant(request: Request) -> Caller:
    return await _of_kind(request, "applicant")


async def _of_kind(request: Request, kind: str) -> Caller:
    caller = await known(request)
    if caller.kind != kind:
        raise NotYours(roles=kind)
    return caller


AnyCaller = Annotated[Caller, Depends(anyone)]
KnownCaller = Annotated[Caller, Depends(known)]
PersonCaller = Annotated[Caller, Depends(person)]
ServiceCaller = Annotated[Caller, Depends(service)]
ApplicantCaller = Annotated[Caller, Depends(applicant)]
