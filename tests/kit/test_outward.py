"""Addresses that others told us: only public ones, checked by number, posted to with the certificate of the name."""

import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.kit.errors import UpstreamUnavailable
from services.kit.http import OutwardPoster
from services.kit.outward import Destination, NoSuchHost, NotAllowed, destination_of, is_public, read_address
from tests.support.receiver import a_receiver

PRIVATE = (
    *("10.1.2.3", "172.16.0.1", "192.168.1.1", "127.0.0.1", "0.0.0.0", "169.254.169.254", "100.64.0.1", "224.0.0.1"),
    *("255.255.255.255", "192.0.2.1", "::1", "::", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "::ffff:10.0.0.1"),
    *("::ffff:8.8.8.8", "2002:0a00:0001::1", "64:ff9b::a00:1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:db8::1"),
)


@pytest.mark.parametrize("number", PRIVATE)
def test_a_number_of_our_own_or_one_with_another_inside_is_not_public(number: str) -> None:
    assert not is_public(ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "145.101.1.1", "2a02:898::1"])
def test_a_number_of_somebody_else_is_public(number: str) -> None:
    assert is_public(ip_address(number))


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://example.org/x", "not-https"),
        ("ftp://example.org/x", "not-https"),
        ("https://user:pw@example.org/", "not-an-address"),
        ("https:///x", "not-an-address"),
        ("example.org", "not-an-address"),
        ("https://exa mple.org/", "not-an-address"),
        ("https://example.org:99999/", "not-an-address"),
        ("https://[::1/", "not-an-address"),
        ("https://example.org/" + "x" * 500, "not-an-address"),
        ("https://127.0.0.1/", "not-public"),
        ("https://localhost/", "not-public"),
        ("https://[::ffff:127.0.0.1]/", "not-public"),
        ("https://2130706433/", "not-public"),
        ("https://0x7f.1/", "not-public"),
        ("https://169.254.169.254/latest/meta-data", "not-public"),
    ],
)
async def test_what_is_not_a_public_https_address_is_not_posted_to(url: str, why: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        await destination_of(url, loopback=False)
    assert refused.value.why == why


async def test_in_development_this_machine_is_allowed_and_another_network_is_not() -> None:
    assert (await destination_of("http://127.0.0.1:9/x", loopback=True)).number == ip_address("127.0.0.1")
    for url in ("http://10.0.0.1/", "https://10.0.0.1/", "http://8.8.8.8/"):
        with pytest.raises(NotAllowed):
            await destination_of(url, loopback=True)


async def test_a_name_without_a_number_is_said_so() -> None:
    with pytest.raises(NoSuchHost):
        await destination_of("https://does-not-exist.invalid/", loopback=False)


def test_the_number_stands_in_the_place_of_the_name() -> None:
    url = "https://example.org:8443/a?b=c#d"
    read_address(url, loopback=False)
    assert Destination("example.org", ip_address("2a02:898::1"), url).numbered == "https://[2a02:898::1]:8443/a?b=c"


def a_certificate(folder: Path, name: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Of a server called so, and of who trusts it."""
    key, called = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1)).not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    file = folder / f"{name}.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(secret + made.public_bytes(serialization.Encoding.PEM))
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(file)
    return server, ssl.create_default_context(cafile=str(file))


async def test_posted_to_the_number_the_certificate_must_be_of_the_name(tmp_path: Path) -> None:
    server, trusts = a_certificate(tmp_path, "localhost")
    async with a_receiver(host="localhost", tls=server) as receiver:
        to = Destination("localhost", ip_address("127.0.0.1"), receiver.url)
        assert await OutwardPoster(trusts=trusts).post(to, b"{}", {}) == 204
        assert receiver.headers[0]["host"] == receiver.url.split("/")[2]
        elsewhere = Destination(
            "example.org", ip_address("127.0.0.1"), receiver.url.replace("localhost", "example.org")
        )
        with pytest.raises(UpstreamUnavailable):
            await OutwardPoster(trusts=trusts).post(elsewhere, b"{}", {})
        assert len(receiver.bodies) == 1


async def test_a_redirect_is_an_answer_and_is_not_followed() -> None:
    async with a_receiver(302) as receiver:
        to = await destination_of(receiver.url, loopback=True)
        assert await OutwardPoster().post(to, b"{}", {}) == 302
        assert len(receiver.bodies) == 1


async def test_nobody_there_is_said_so() -> None:
    async with a_receiver() as receiver:
        to = await destination_of(receiver.url, loopback=True)
    with pytest.raises(UpstreamUnavailable):
        await OutwardPoster(seconds=2).post(to, b"{}", {})
