"""Certificates and signatures: a private authority, a redirect out of HTTPS, a pinned key."""

from __future__ import annotations

import base64
import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest

from cites_check.dataset.opened import Dataset
from cites_check.dataset.publish import publish
from cites_check.main import main
from tests.refresh.conftest import NEWER
from tests.refresh.server import Mirror

pytest.importorskip("cryptography")

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.x509.oid import NameOID

FAST = ["--tries", "2", "--no-progress"]


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A self-signed certificate of 127.0.0.1 with its key, in one PEM file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "cites-check test")])
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
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.fixture
def secure(tmp_path: Path, certificate: Path) -> Iterator[Mirror]:
    """A mirror over HTTPS whose certificate nobody trusts yet."""
    (tmp_path / "www").mkdir(exist_ok=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server = Mirror(tmp_path / "www", context)
    yield server
    server.close()


def test_an_unknown_authority_is_refused_and_a_named_one_trusted(
    secure: Mirror, put: Callable[..., Path], newer: Path, certificate: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(newer)
    assert main(["data", "refresh", "--from", secure.url, *FAST]) == 5
    assert "--ca" in capsys.readouterr().err
    assert main(["data", "refresh", "--from", secure.url, "--ca", str(certificate), *FAST]) == 0
    assert Dataset.open().info.version == NEWER


def test_the_authority_may_come_from_the_environment(
    secure: Mirror,
    put: Callable[..., Path],
    newer: Path,
    certificate: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    put(newer)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    assert main(["data", "refresh", "--from", secure.url, *FAST]) == 0


def test_no_redirect_leaves_https(
    secure: Mirror,
    mirror: Mirror,
    put: Callable[..., Path],
    newer: Path,
    certificate: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    put(newer)
    secure.behave = lambda handler, path: handler.reply(302, b"", {"Location": mirror.url + path})
    assert main(["data", "refresh", "--from", secure.url, "--ca", str(certificate), "--allow-http", *FAST]) == 5
    assert "only HTTPS" in capsys.readouterr().err
    assert not mirror.seen


def test_a_file_that_is_no_authority_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "ca.pem").write_text("no certificate")
    assert main(["data", "refresh", "--from", "https://127.0.0.1:9", "--ca", str(tmp_path / "ca.pem")]) == 5
    assert "still in use" in capsys.readouterr().err


@pytest.fixture
def keys(tmp_path: Path) -> tuple[str, Path]:
    """A public key in base64, and the file of its private key."""
    key = Ed25519PrivateKey.generate()
    private = tmp_path / "private.key"
    private.write_bytes(base64.b64encode(key.private_bytes_raw()))
    return base64.b64encode(key.public_key().public_bytes_raw()).decode(), private


def test_a_pinned_key_wants_its_signature(
    mirror: Mirror, newer: Path, keys: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    public, private = keys
    dataset = Dataset.open_index(newer, "directory")
    refresh = ["data", "refresh", "--from", mirror.url, *FAST]

    publish(dataset, mirror.folder)
    assert main([*refresh, "--key", public]) == 5
    assert "signature" in capsys.readouterr().err

    publish(dataset, mirror.folder, private_key=private.read_bytes())
    latest = mirror.folder / "v1" / "latest.json"
    sound = latest.read_bytes()
    latest.write_bytes(sound.replace(b'"active"', b'"deprecated"'))
    assert main([*refresh, "--key", public]) == 5
    assert "does not fit" in capsys.readouterr().err

    latest.write_bytes(sound)
    assert main([*refresh, "--key", public]) == 0
    # The key stays pinned: a later refresh that names none still asks for the signature.
    (mirror.folder / "v1" / "latest.json.sig").unlink()
    assert main(["data", "refresh", "--force", *FAST]) == 5
    assert "signature" in capsys.readouterr().err


def test_a_signed_bundle_is_imported_by_the_same_check(
    tmp_path: Path, newer: Path, keys: tuple[str, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    public, private = keys
    publish(Dataset.open_index(newer, "directory"), tmp_path / "out", private_key=private.read_bytes())
    other = base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
    assert main(["data", "import", str(tmp_path / "out"), "--key", other]) == 5
    assert "does not fit" in capsys.readouterr().err
    assert main(["data", "import", str(tmp_path / "out"), "--key", public]) == 0
    assert main(["data", "import", str(newer), "--key", public, "--force"]) == 5
