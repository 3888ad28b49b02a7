"""The manifest of a bundle (`latest.json`): what it has to say, and what is refused before anything is downloaded."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cites_check import __version__
from cites_check.dataset.schema import SCHEMA

MANIFEST_CAP = 64 * 1024
"""Most bytes of a manifest."""
INDEX_CAP = 1 << 30
"""Most bytes of an index: ten times what is to be expected, and what a disk can bear."""
SIGNATURE_NAME = "latest.json.sig"

_SHA256 = re.compile(r"[0-9a-f]{64}")
_VERSION = re.compile(r"\d{4}(\.\d{1,4}){1,4}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*(/[A-Za-z0-9][A-Za-z0-9._+-]*)*")
_STATUSES = ("active", "deprecated", "eol")


class BundleError(Exception):
    """A bundle that is refused, and why. `fix` says what its user can do, where there is something."""

    def __init__(self, cause: str, fix: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.fix = fix


@dataclass(frozen=True, slots=True)
class BundleFile:
    """A file of a bundle: its path below the manifest, its bytes, their digest, and the listings in it."""

    path: str
    size: int
    sha256: str
    rows: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a publisher says of a version. `dataset_sha256` is the identity that the index itself records."""

    schema: int
    version: str
    published: str
    in_force: str
    status: str
    min_tool: str
    dataset_sha256: str
    index: BundleFile
    sources: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of this version's folder in a store: content of another digest has another name."""
        return f"{self.version}-{self.index.sha256[:12]}"

    def facts(self) -> dict[str, Any]:
        """The manifest as plain data."""
        index = self.index
        return {
            "schema": self.schema,
            "version": self.version,
            "published": self.published,
            "in_force": self.in_force,
            "status": self.status,
            "min_tool": self.min_tool,
            "dataset_sha256": self.dataset_sha256,
            "files": [{"path": index.path, "size": index.size, "sha256": index.sha256, "rows": index.rows}],
            "sources": list(self.sources),
        }


def version_key(version: str) -> tuple[int, ...]:
    """Versions in order: `2026.03.05` before `2026.03.05.1` before `2026.11.01`."""
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def parse_manifest(text: bytes) -> Manifest:
    """Read a manifest. Raises BundleError for what is none, or is not meant for this program."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BundleError("the manifest is not JSON") from None
    if not isinstance(value, dict):
        raise BundleError("the manifest is not a JSON object")
    schema = value.get("schema")
    if schema != SCHEMA or isinstance(schema, bool):
        raise BundleError(
            f"the manifest has schema {schema!r}; this program reads schema {SCHEMA}", "update cites-check"
        )
    _refuse_old_tool(_text(value, "min_tool", re.compile(r"\d+(\.\d+)*([a-z.+-].*)?")))
    files = value.get("files")
    if not isinstance(files, list) or len(files) != 1 or not isinstance(files[0], dict):
        raise BundleError("the manifest must name exactly one file, the index")
    status = value.get("status")
    if status not in _STATUSES:
        raise BundleError(f"the manifest has the status {status!r}")
    sources = value.get("sources", [])
    if not isinstance(sources, list) or not all(isinstance(source, str) for source in sources):
        raise BundleError("the manifest's sources are not a list of texts")
    return Manifest(
        schema=SCHEMA,
        version=_text(value, "version", _VERSION),
        published=_text(value, "published", re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z")),
        in_force=_text(value, "in_force", _DAY),
        status=str(status),
        min_tool=str(value["min_tool"]),
        dataset_sha256=_text(value, "dataset_sha256", _SHA256),
        index=_file(files[0]),
        sources=tuple(sources),
    )


def manifest_text(manifest: Manifest) -> bytes:
    """The manifest as a file; the same bytes for the same facts."""
    return (json.dumps(manifest.facts(), ensure_ascii=False, indent=1) + "\n").encode()


def verify_signature(text: bytes, signature: bytes, key: str) -> None:
    """Check the Ed25519 signature of a manifest with the pinned public key (both base64).

    Raises BundleError where it does not fit, or where the library for it is not installed.
    """
    try:
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    except ImportError:
        raise BundleError(
            "a key is pinned, and the library that checks signatures is not installed",
            "install cites-check[sign]",
        ) from None
    try:
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
    except (binascii.Error, ValueError):
        raise BundleError("the pinned key is no Ed25519 public key in base64", "give the publisher's key") from None
    try:
        public.verify(base64.b64decode(signature.strip(), validate=True), text)
    except (binascii.Error, ValueError, InvalidSignature):
        raise BundleError(
            "the signature of the manifest does not fit the pinned key", "compare the key with the publisher's"
        ) from None


def sign(text: bytes, private_key: bytes) -> bytes:
    """The base64 signature of a manifest by a 32-byte Ed25519 private key. Raises BundleError as `verify_signature`."""
    try:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    except ImportError:
        raise BundleError("the library that signs is not installed", "install cites-check[sign]") from None
    try:
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private_key.strip(), validate=True))
    except (binascii.Error, ValueError):
        raise BundleError("the key to sign with is no Ed25519 private key of 32 bytes in base64") from None
    return base64.b64encode(key.sign(text)) + b"\n"


def _refuse_old_tool(least: str) -> None:
    def numbers(version: str) -> tuple[int, ...]:
        found = re.match(r"\d+(\.\d+)*", version)
        return tuple(map(int, found[0].split("."))) if found else ()

    if numbers(least) > numbers(__version__):
        raise BundleError(
            f"this dataset needs cites-check {least} or newer; this is {__version__}", "update cites-check"
        )


def _file(value: Mapping[str, Any]) -> BundleFile:
    path = value.get("path")
    if not isinstance(path, str) or len(path) > 200 or not _PATH.fullmatch(path) or ".." in path:
        raise BundleError(f"the manifest names a file outside the bundle: {path!r}")
    size, rows = value.get("size"), value.get("rows")
    for what, number in (("size", size), ("rows", rows)):
        if not isinstance(number, int) or isinstance(number, bool) or number <= 0:
            raise BundleError(f"the manifest gives {number!r} as {what} of {path}")
    assert isinstance(size, int) and isinstance(rows, int)
    if size > INDEX_CAP:
        raise BundleError(f"the manifest announces {size:,} bytes; at most {INDEX_CAP:,} are accepted")
    return BundleFile(path, size, _text(value, "sha256", _SHA256), rows)


def _text(value: Mapping[str, Any], key: str, form: re.Pattern[str]) -> str:
    text = value.get(key)
    if not isinstance(text, str) or len(text) > 200 or not form.fullmatch(text):
        raise BundleError(f"the manifest has no usable {key}: {str(text)[:80]!r}")
    return text
