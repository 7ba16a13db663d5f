"""Mail out through a real relay: in the open, with TLS and a login, and what happens when it says no."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.kit.mail import NoSuchAddress, SmtpPost, a_mail

USER, PASSWORD = "voor@veld", "geheim:1"
LOGIN = "voor%40veld:geheim%3A1"


class Relay:
    """Takes mail; `answer`: what it says to a recipient."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.over_tls: list[bool] = []
        self.answer = "250 OK"

    async def handle_RCPT(self, _server: SMTP, _session: Session, envelope: Envelope, to: str, _options: Any) -> str:
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(to)
        return self.answer

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:
        mail = message_from_bytes(bytes(envelope.content or b""), policy=default)
        assert isinstance(mail, EmailMessage)
        self.taken.append(mail)
        self.over_tls.append(server.transport is not None and server.transport.get_extra_info("sslcontext") is not None)
        return "250 OK"


def _login(_server: SMTP, _session: Session, _envelope: Envelope, _how: str, given: Any) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


@asynccontextmanager
async def a_relay(
    *, tls: ssl.SSLContext | None = None, starttls: ssl.SSLContext | None = None
) -> AsyncIterator[tuple[Relay, int]]:
    """On a port of its own. With TLS, from the start or on asking, it wants a login."""
    relay = Relay()

    def protocol() -> SMTP:
        return SMTP(
            relay,
            tls_context=starttls,
            require_starttls=starttls is not None,
            auth_required=bool(tls or starttls),
            auth_require_tls=starttls is not None,
            authenticator=_login,
        )

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", 0, ssl=tls)
    try:
        yield relay, server.sockets[0].getsockname()[1]
    finally:
        server.close()


def a_certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """Of 127.0.0.1, signed by itself; and the file that says to trust it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "relay of a test")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    certificate, secret = folder / "relay.pem", folder / "relay.key"
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate, secret)
    return context, certificate


def to_sanne() -> EmailMessage:
    return a_mail("sanne@voorbeeld.nl", "Je idee: één vraag", "Hallo,\n\n€ 800", "Voorveld <brief@gemeente.nl>")


async def test_a_mail_arrives_whole_with_what_relays_ask_for() -> None:
    async with a_relay() as (relay, port):
        await SmtpPost(f"smtp://127.0.0.1:{port}").send(to_sanne())
    (mail,) = relay.taken
    assert (mail["To"], mail["Subject"]) == ("sanne@voorbeeld.nl", "Je idee: één vraag")
    assert "€ 800" in mail.get_content()
    assert mail["Message-ID"].endswith("@gemeente.nl>")
    assert mail["Date"]
    assert mail["Auto-Submitted"] == "auto-generated"


# The relay of the test does not see that a line with TLS from its start has TLS.
@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
@pytest.mark.parametrize("kind", ["smtps", "smtp+starttls"])
async def test_with_tls_and_a_login(tmp_path: Path, kind: str) -> None:
    context, trusted = a_certificate(tmp_path)
    with_tls = {"tls": context} if kind == "smtps" else {"starttls": context}
    async with a_relay(**with_tls) as (relay, port):
        await SmtpPost(f"{kind}://{LOGIN}@127.0.0.1:{port}", str(trusted)).send(to_sanne())
        assert relay.over_tls == [True]
        with pytest.raises(OSError, match="535"):
            await SmtpPost(f"{kind}://wrong:wrong@127.0.0.1:{port}", str(trusted)).send(to_sanne())
        with pytest.raises(ssl.SSLCertVerificationError):
            await SmtpPost(f"{kind}://{LOGIN}@127.0.0.1:{port}").send(to_sanne())
    assert len(relay.taken) == 1


async def test_a_relay_that_says_never_is_not_asked_again_and_one_that_says_later_is() -> None:
    async with a_relay() as (relay, port):
        post = SmtpPost(f"smtp://127.0.0.1:{port}")
        relay.answer = "550 no such user"
        with pytest.raises(NoSuchAddress):
            await post.send(to_sanne())
        relay.answer = "450 greylisted"
        with pytest.raises(OSError, match="now"):
            await post.send(to_sanne())
    with pytest.raises(OSError, match=r"refused|Connect"):
        await post.send(to_sanne())


def test_a_login_never_goes_over_an_open_line() -> None:
    for url in (f"smtp://{LOGIN}@relay:25", "http://relay"):
        with pytest.raises(ValueError, match=r"relay|TLS"):
            SmtpPost(url)
