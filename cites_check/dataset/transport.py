"""HTTP for the refresh: time limits, size caps, repeated tries, resumed downloads. The only room that knows httpx."""

from __future__ import annotations

import json
import random
import re
import ssl
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import TypeVar

import httpx

from cites_check import __version__
from cites_check.dataset.addresses import is_loopback, shown

Progress = Callable[[int, int], None]
"""Told of what is done and how much there is: of a download, bytes received and expected."""

_RETRIED = frozenset({408, 429, 500, 502, 503, 504})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")
_SECRETS = frozenset({"x-authentication-token", "authorization"})
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to wait for a connection, for the next bytes and in all; how often to try; waits between tries."""

    connect: float = 10.0
    read: float = 30.0
    total: float = 1800.0
    tries: int = 5
    first_wait: float = 0.5
    longest_wait: float = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """A small answer, read whole."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class TransferError(Exception):
    """A transfer that failed for good at this address. `wait_until` is when the server wants to be asked again."""

    def __init__(self, cause: str, url: str, wait_until: float = 0.0, status: int = 0) -> None:
        super().__init__(cause)
        self.cause = cause
        self.url = shown(url)
        self.wait_until = wait_until
        self.status = status


class _TryAgainError(Exception):
    def __init__(self, cause: str, after: float | None = None, status: int = 0) -> None:
        super().__init__(cause)
        self.cause = cause
        self.after = after
        self.status = status


class Transport:
    """Fetches over HTTPS; over plain HTTP only from this machine itself, or where that was allowed.

    Proxies and certificates come from the environment (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE); `authority` names a file
    with further certificate authorities.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allow_http: bool = False,
        authority: Path | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._allow_http = allow_http
        context = httpx.create_ssl_context()
        if authority is not None:
            try:
                context.load_verify_locations(cafile=str(authority))
            except (OSError, ssl.SSLError) as error:
                cause = f"the file of certificate authorities cannot be used: {error}"
                raise TransferError(cause, str(authority)) from error
        self._client = httpx.Client(
            verify=context,
            timeout=httpx.Timeout(self.limits.read, connect=self.limits.connect),
            headers={"User-Agent": f"cites-check/{__version__}", "Accept-Encoding": "identity"},
            # A proxy cannot reach this machine on the user's behalf.
            mounts={"all://127.0.0.1": None, "all://localhost": None, "all://[::1]": None},
        )

    def __enter__(self) -> Transport:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def fetch(self, url: str, cap: int, headers: Mapping[str, str] | None = None) -> Reply:
        """Fetch at most `cap` bytes. 200 and 304 are answers; everything else raises TransferError."""

        def attempt(deadline: float) -> Reply:
            with self._open(url, headers or {}) as response:
                if response.status_code == 304:
                    return Reply(304, response.headers, b"")
                self._refuse_status(url, response)
                announced = _length(response)
                if announced is not None and announced > cap:
                    raise TransferError(f"the answer has {announced:,} bytes; at most {cap:,} are accepted", url)
                body = bytearray()
                for chunk in self._chunks(url, response, deadline):
                    body += chunk
                    if len(body) > cap:
                        raise TransferError(f"the answer is larger than {cap:,} bytes", url)
                return Reply(response.status_code, response.headers, bytes(body))

        return self._repeated(url, attempt)

    def download(self, url: str, target: Path, size: int, progress: Progress | None = None) -> bool:
        """Fetch exactly `size` bytes into `target`, going on where an earlier call stopped.

        What was received stays in `target` when this fails. Returns whether the file was put together from several
        answers. Raises TransferError, and OSError where the file cannot be written.
        """
        origin = target.with_name(f"{target.name}.from")
        resumed = False

        def attempt(deadline: float) -> None:
            nonlocal resumed
            have = target.stat().st_size if target.exists() else 0
            if have > size:
                target.unlink()
                have = 0
            if have == size:
                resumed = True
                return
            headers = _resume_headers(url, origin, have)
            with self._open(url, headers) as response:
                if response.status_code == 416:
                    target.unlink(missing_ok=True)
                    raise _TryAgainError("the server cannot go on where the download stopped", 0.0)
                self._refuse_status(url, response)
                start = self._start(response, have, size, headers)
                if start is None:
                    target.unlink(missing_ok=True)
                    raise _TryAgainError("the file changed while it was being downloaded", 0.0)
                resumed = resumed or start > 0
                announced = _length(response)
                if announced is not None and start + announced > size:
                    raise TransferError(f"the file has {start + announced:,} bytes; the manifest says {size:,}", url)
                _note_origin(url, origin, response)
                try:
                    self._receive(url, response, target, start, size, deadline, progress)
                except httpx.TransportError as error:
                    raise _TryAgainError(_words(error)) from error
            if target.stat().st_size < size:
                raise _TryAgainError(f"the answer ended after {target.stat().st_size:,} of {size:,} bytes")

        self._repeated(url, attempt)
        return resumed

    def _receive(
        self,
        url: str,
        response: httpx.Response,
        target: Path,
        start: int,
        size: int,
        deadline: float,
        progress: Progress | None,
    ) -> None:
        with target.open("r+b" if start else "wb") as stream:
            stream.seek(start)
            stream.truncate()
            done = start
            for chunk in self._chunks(url, response, deadline):
                done += len(chunk)
                if done > size:
                    stream.close()
                    target.unlink()
                    raise TransferError(f"the server sends more than the {size:,} bytes of the manifest", url)
                stream.write(chunk)
                if progress is not None:
                    progress(done, size)

    @staticmethod
    def _start(response: httpx.Response, have: int, size: int, headers: Mapping[str, str]) -> int | None:
        """Where the answer's bytes begin in the file; None where they belong to another file than those at hand."""
        if response.status_code != 206:
            return 0
        found = _RANGE.fullmatch(response.headers.get("Content-Range", "").strip())
        if found is None or int(found[1]) != have or found[3] not in ("*", str(size)):
            return None
        validator, tag = headers.get("If-Range", ""), response.headers.get("ETag", "")
        return None if validator.startswith('"') and tag and tag != validator else have

    def _repeated(self, url: str, attempt: Callable[[float], _T]) -> _T:
        """Try until it works, the tries are used up or the time is over, waiting longer each time."""
        limits = self.limits
        deadline = time.monotonic() + limits.total
        for number in range(1, limits.tries + 1):
            try:
                return attempt(deadline)
            except _TryAgainError as error:
                wait = error.after
                if wait is None:
                    wait = min(limits.longest_wait, limits.first_wait * 2 ** (number - 1)) * random.uniform(0.5, 1.5)
                late = time.monotonic() + wait > deadline
                if number == limits.tries or wait > limits.longest_wait or late:
                    until = time.time() + error.after if error.after else 0.0
                    tried = f" (tried {number} times)" if number > 1 else ""
                    raise TransferError(error.cause + tried, url, until, error.status) from error
                self._pause(wait)
        raise AssertionError("at least one try is made")

    @staticmethod
    def _pause(seconds: float) -> None:
        time.sleep(seconds)

    @contextmanager
    def _open(self, url: str, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
        """The answer after redirects; errors of the network become tries."""
        if not self._allowed(url):
            raise TransferError("only HTTPS is used; --allow-http allows plain HTTP", url)
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                request = self._client.build_request("GET", url, headers=dict(headers))
                response = self._client.send(request, stream=True)
            except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
                raise TransferError(f"this address cannot be used: {error}", url) from error
            except httpx.TransportError as error:
                if _is_certificate(error):
                    raise TransferError(
                        f"the server's certificate is not trusted ({error}); name its authority with --ca", url
                    ) from error
                raise _TryAgainError(_words(error)) from error
            try:
                if response.status_code not in _REDIRECTS:
                    yield response
                    return
                target = str(response.url.join(response.headers.get("Location", "")))
                left_https = url.lower().startswith("https:") and not target.lower().startswith("https:")
                if left_https or not self._allowed(target):
                    raise TransferError(f"the server redirects to {shown(target)}; only HTTPS is used", url)
                headers = _without_secrets(headers, url, target)
                url = target
            finally:
                response.close()
        raise TransferError(f"more than {_MOST_REDIRECTS} redirects", url)

    def _allowed(self, url: str) -> bool:
        scheme = url.split(":", 1)[0].lower()
        return scheme == "https" or (scheme == "http" and (self._allow_http or is_loopback(url)))

    @staticmethod
    def _refuse_status(url: str, response: httpx.Response) -> None:
        status = response.status_code
        if status in _RETRIED:
            cause = f"the server answers {status} {response.reason_phrase}"
            raise _TryAgainError(cause, _retry_after(response), status)
        if status not in (200, 206):
            raise TransferError(f"the server answers {status} {response.reason_phrase}".rstrip(), url, status=status)
        coding = response.headers.get("Content-Encoding", "identity").strip().lower()
        if coding not in ("", "identity"):
            raise TransferError(f"the server sends {coding} where the plain file was asked for", url)

    def _chunks(self, url: str, response: httpx.Response, deadline: float) -> Iterator[bytes]:
        try:
            for chunk in response.iter_raw():
                if time.monotonic() > deadline:
                    raise TransferError(f"not finished after {self.limits.total:g} seconds", url)
                yield chunk
        except httpx.TransportError as error:
            raise _TryAgainError(_words(error)) from error


def _resume_headers(url: str, origin: Path, have: int) -> dict[str, str]:
    """Ask for the rest; where the bytes came from this address, only of the same file."""
    if not have:
        return {}
    headers = {"Range": f"bytes={have}-"}
    try:
        noted = json.loads(origin.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return headers
    if isinstance(noted, dict) and noted.get("url") == shown(url) and noted.get("validator"):
        headers["If-Range"] = str(noted["validator"])
    return headers


def _note_origin(url: str, origin: Path, response: httpx.Response) -> None:
    tag = response.headers.get("ETag", "")
    validator = tag if tag.startswith('"') else response.headers.get("Last-Modified", "")
    origin.write_text(json.dumps({"url": shown(url), "validator": validator}), encoding="utf-8")


def _length(response: httpx.Response) -> int | None:
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isdigit() else None


def _retry_after(response: httpx.Response) -> float | None:
    """Seconds to wait, as the server asks; it may say a number or a date."""
    text = response.headers.get("Retry-After", "").strip()
    if text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())


def _without_secrets(headers: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """What may be sent on after a redirect: a token goes to the host it was meant for and to no other."""
    if httpx.URL(old).host == httpx.URL(new).host:
        return dict(headers)
    return {key: value for key, value in headers.items() if key.lower() not in _SECRETS}


def _is_certificate(error: Exception) -> bool:
    return "certificate" in str(error).lower()


def _words(error: Exception) -> str:
    if isinstance(error, httpx.ConnectTimeout):
        return "no connection within the time limit"
    if isinstance(error, httpx.TimeoutException):
        return "the server stopped sending"
    if isinstance(error, httpx.RemoteProtocolError):
        return "the connection broke off"
    if isinstance(error, httpx.ConnectError):
        return f"no connection: {error}"
    return f"the transfer failed: {error or type(error).__name__}"
