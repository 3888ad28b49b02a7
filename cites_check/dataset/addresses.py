"""Addresses of mirrors: what may be shown of them, and where files stand below them."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit, urlunsplit

MANIFEST_NAME = "latest.json"


def is_address(text: str) -> bool:
    """Whether this is an address on the network rather than a file."""
    return text.lower().startswith(("http://", "https://"))


def shown(url: str) -> str:
    """The address without user name, password and query, which may hold secrets."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        host = f"[{host}]" if ":" in host else host
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return "an address that cannot be read"
    if not parts.scheme or not host:
        return url
    return urlunsplit((parts.scheme, host + port, parts.path, "", ""))


def is_loopback(url: str) -> bool:
    """Whether the address is on this machine."""
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def manifest_address(base: str, schema: int) -> str:
    """Where the manifest stands below the base of a mirror; an address of the manifest itself is taken as it is."""
    if base.endswith(f"/{MANIFEST_NAME}"):
        return base
    base = base.rstrip("/")
    room = f"/v{schema}"
    return f"{base}/{MANIFEST_NAME}" if base.endswith(room) else f"{base}{room}/{MANIFEST_NAME}"
