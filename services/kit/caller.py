"""Who is asking: callers, the Ed25519 tokens that name them, and the dependencies a route names its caller with."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Annotated, Any, TypeVar

from fastapi import Depends, Request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet, OKPKey

from services.kit.errors import Forbidden, Unauthenticated

TOKEN_SECONDS = 300
AUDIENCES = ("profiles", "budget", "monitoring")


class NoToken(Unauthenticated):
    slug = "no-token"


class BadToken(Unauthenticated):
    slug = "bad-token"


class NotYours(Forbidden):
    slug = "not-yours"


@dataclass(frozen=True)
class Membership:
    """A role, and within what it holds (an id), or None for the whole installation."""

    role: str
    within: str | None = None


@dataclass(frozen=True)
class Caller:
    """Who is asking. `kind` is public, person, applicant, service or partner; `id` is opaque."""

    kind: str
    id: str = ""
    memberships: tuple[Membership, ...] = ()
    language: str = "nl"
    token: str | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """How this caller is written in logs and decision records, e.g. `person:1f0c…` or `service:budget`."""
        return f"{self.kind}:{self.id}" if self.id else self.kind

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


def caller_of(request: Request) -> Caller:
    """The caller a request names by its bearer token, or the public. Raises BadToken."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        return PUBLIC
    reader: TokenReader = request.app.state.token_reader
    return reader.caller(token)


# Dependencies are `async def` also when they await nothing: FastAPI sends each plain one through a thread pool.
D = TypeVar("D", bound=Callable[..., Any])
_NAMING: set[Callable[..., Any]] = set()


def names_a_caller(dependency: D) -> D:
    """Mark a dependency as one that names the caller of a route; a service with callers of its own marks those."""
    _NAMING.add(dependency)
    return dependency


def is_naming_a_caller(dependency: Callable[..., Any] | None) -> bool:
    """Whether a route with this dependency has named its caller (the test of all routes asks it)."""
    return dependency in _NAMING


@names_a_caller
async def anyone(request: Request) -> Caller:
    """Everybody may ask, also without a token."""
    return caller_of(request)


@names_a_caller
async def known(request: Request) -> Caller:
    caller = caller_of(request)
    if caller.kind == "public":
        raise NoToken
    return caller


@names_a_caller
async def person(request: Request) -> Caller:
    caller = await known(request)
    if caller.kind != "person":
        raise NotYours(roles="person")
    return caller


@names_a_caller
async def service(request: Request) -> Caller:
    caller = await known(request)
    if caller.kind != "service":
        raise NotYours(roles="service")
    return caller


@names_a_caller
async def applicant(request: Request) -> Caller:
    caller = await known(request)
    if caller.kind != "applicant":
        raise NotYours(roles="applicant")
    return caller


AnyCaller = Annotated[Caller, Depends(anyone)]
KnownCaller = Annotated[Caller, Depends(known)]
PersonCaller = Annotated[Caller, Depends(person)]
ServiceCaller = Annotated[Caller, Depends(service)]
ApplicantCaller = Annotated[Caller, Depends(applicant)]
