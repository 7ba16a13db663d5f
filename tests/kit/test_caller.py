"""A token says who is asking, and only who may speak for that caller can make one."""

import base64
import json
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joserfc import jwt
from joserfc.jwk import OctKey, OKPKey

from services.kit.caller import BadToken, Caller, Membership, NotYours, TokenMaker, TokenReader
from tests.support.apps import signing_key, trusted_keys

PERSON = Caller("person", "p1", (Membership("area_worker", "oosterparkwijk"), Membership("approver")), "en")
READER = TokenReader(trusted_keys(), "budget")


def a_token(issuer: str, caller: Caller) -> str:
    return TokenMaker(signing_key(issuer)).token(caller)


def signed(issuer: str, claims: Any, **header: Any) -> str:
    key = OKPKey.import_key(json.loads(signing_key(issuer)))
    return jwt.encode({"alg": "Ed25519", "kid": issuer, **header}, claims, key, algorithms=["Ed25519"])


def claims_of(**changed: Any) -> dict[str, Any]:
    now = int(time.time())
    usual = {"iss": "frontend", "sub": "person:p1", "aud": ["budget"], "iat": now, "exp": now + 60}
    return {name: value for name, value in (usual | changed).items() if value is not ...}


def test_a_token_arrives_as_the_caller_it_was_made_for() -> None:
    caller = READER.caller(a_token("frontend", PERSON))
    assert (caller.kind, caller.id, caller.memberships, caller.language) == ("person", "p1", PERSON.memberships, "en")
    assert caller.name == "person:p1"
    assert caller.token not in repr(caller)


@pytest.mark.parametrize(
    ("issuer", "kind"),
    [
        ("budget", "person"),
        ("profiles", "person"),
        ("monitoring", "person"),
        ("frontend", "applicant"),
        ("profiles", "applicant"),
        ("frontend", "partner"),
        ("budget", "partner"),
        ("frontend", "public"),
        ("frontend", ""),
    ],
)
def test_nobody_speaks_for_a_kind_of_caller_that_is_not_theirs(issuer: str, kind: str) -> None:
    with pytest.raises(BadToken):
        READER.caller(a_token(issuer, Caller(kind, "p1")))


def test_budget_speaks_for_applicants() -> None:
    assert READER.caller(a_token("budget", Caller("applicant", "i1"))).kind == "applicant"


@pytest.mark.parametrize("issuer", ["frontend", "profiles", "budget", "monitoring"])
def test_a_service_speaks_for_itself_and_for_no_other(issuer: str) -> None:
    assert READER.caller(str(TokenMaker(signing_key(issuer)).service().token)).name == f"service:{issuer}"
    with pytest.raises(BadToken):
        READER.caller(a_token(issuer, Caller("service", "budget" if issuer != "budget" else "frontend")))


@pytest.mark.parametrize(
    "changed",
    [
        {"exp": 1_600_000_000},
        {"exp": ...},
        {"exp": "soon"},
        {"exp": None},
        {"exp": [1]},
        {"aud": ["profiles"]},
        {"aud": "not-budget"},
        {"aud": 3},
        {"aud": ...},
        {"iss": "budget"},
        {"iss": ...},
        {"sub": ...},
        {"sub": 3},
        {"memberships": "area_worker"},
        {"memberships": [["area_worker"]]},
        {"memberships": 3},
    ],
    ids=str,
)
def test_a_token_that_says_something_else_is_refused_however_well_signed(changed: dict[str, Any]) -> None:
    assert READER.caller(signed("frontend", claims_of())).id == "p1"
    with pytest.raises(BadToken):
        READER.caller(signed("frontend", claims_of(**changed)))


def test_a_token_lives_five_minutes_at_most() -> None:
    caller = TokenMaker(signing_key("frontend"))
    payload = caller.token(PERSON, seconds=86400).split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=="))
    assert claims["exp"] - claims["iat"] == 300


def test_a_token_signed_with_another_key_under_our_name_is_refused() -> None:
    theirs = json.dumps(OKPKey.generate_key("Ed25519", {"kid": "frontend"}).as_dict(private=True))
    with pytest.raises(BadToken):
        READER.caller(TokenMaker(theirs).token(PERSON))


def test_a_token_under_the_name_of_another_service_is_refused() -> None:
    with pytest.raises(BadToken):
        READER.caller(signed("budget", claims_of(), kid="frontend"))
    with pytest.raises(BadToken):
        READER.caller(signed("budget", claims_of()))


def test_a_token_without_signature_or_with_another_kind_of_it_is_refused() -> None:
    def part(value: object) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    unsigned = f"{part({'alg': 'none', 'kid': 'frontend'})}.{part(claims_of())}."
    public = json.dumps(OKPKey.import_key(json.loads(signing_key("frontend"))).as_dict(private=False))
    shared = jwt.encode({"alg": "HS256", "kid": "frontend"}, claims_of(), OctKey.import_key(public))
    for token in (unsigned, shared):
        with pytest.raises(BadToken):
            READER.caller(token)


def test_a_changed_token_is_refused() -> None:
    head, payload, signature = a_token("frontend", PERSON).split(".")
    other = a_token("frontend", Caller("person", "p2")).split(".")[1]
    for token in (f"{head}.{other}.{signature}", f"{head}.{payload}", f"{head}.{payload}.", f"{head}..{signature}"):
        with pytest.raises(BadToken):
            READER.caller(token)


@given(st.text() | st.lists(st.text(alphabet="eyJhbGciOiJFZDI1NTE5In0-_"), min_size=3, max_size=5).map(".".join))
def test_garbage_is_a_bad_token_and_nothing_worse(token: str) -> None:
    with pytest.raises(BadToken):
        READER.caller(token)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists), st.sampled_from([0, 1]))
def test_a_token_of_other_json_is_a_bad_token_and_nothing_worse(value: object, at: int) -> None:
    parts = a_token("frontend", PERSON).split(".")
    parts[at] = base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
    with pytest.raises(BadToken):
        READER.caller(".".join(parts))


def test_a_role_within_one_area_is_no_role_in_another() -> None:
    PERSON.require_role("area_worker", within="oosterparkwijk")
    PERSON.require_role("area_worker")
    PERSON.require_role("policy_officer", "approver")
    for roles, within in ((("area_worker",), "binnenstad"), (("policy_officer",), None), (("approver",), "binnenstad")):
        with pytest.raises(NotYours):
            PERSON.require_role(*roles, within=within)


def test_a_refusal_names_the_roles_that_would_do() -> None:
    with pytest.raises(NotYours) as refused:
        Caller("person", "p1").require_role("policy_officer", "approver")
    assert refused.value.facts == {"roles": "policy_officer, approver"}
