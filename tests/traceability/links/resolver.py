"""The server of `ocop serve` behind a certificate of our own, and a client that trusts it."""

import datetime
import http.client
import json
import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from flask import Flask

from catalog.kernel.db import session
from tests.factories.catalog import make_product
from tests.factories.traceability import make_history
from tests.live import GTIN, empty

ROOT = Path(__file__).parents[3]
PATIENCE = 60
CODE, TEXT = "CT2611-03K7M-X", "L12/10"
GOODS, BATCH, GROWN = (
    f"/01/{GTIN}",
    f"/01/{GTIN}/10/{quote(TEXT, safe='')}",
    f"/01/{GTIN}/10/{CODE}",
)
LINKSET = {"Accept": "application/linkset+json"}


@dataclass(frozen=True)
class Answer:
    status: int
    version: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def location(self) -> str | None:
        return self.headers["Location"]

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass(frozen=True)
class Resolver:
    """A client that knows the certificate and follows nothing."""

    origin: str
    trust: ssl.SSLContext

    def ask(self, method: str, path: str, **headers: str) -> Answer:
        parts = urlsplit(self.origin)
        connection = http.client.HTTPSConnection(
            parts.hostname or "", parts.port, context=self.trust, timeout=30
        )
        try:
            connection.request(
                method, path, headers={k.replace("_", "-"): v for k, v in headers.items()}
            )
            got = connection.getresponse()
            return Answer(got.status, got.version, got.headers, got.read())
        finally:
            connection.close()

    def head(self, path: str, **headers: str) -> Answer:
        return self.ask("HEAD", path, **headers)

    def links(self, path: str) -> dict[str, Any]:
        """The one context object of the list, by link type."""
        [found] = self.ask("GET", path, **LINKSET).json["linkset"]
        return dict(found)


@pytest.fixture(scope="module")
def resolver(live: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Resolver]:
    """The server of `ocop serve`, here with TLS, and goods from two growing areas in it."""
    with live.app_context():
        empty(live)
        make_history(make_product(gtin=GTIN), code=CODE, producer_text=TEXT)
        session.remove()
    folder = tmp_path_factory.mktemp("resolver")
    certificate, key = _certificate(folder)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    origin = f"https://localhost:{port}"
    settings = {
        "PUBLIC_URL": origin,
        "DATABASE_URL": live.extensions["ocop_config"].database_url,
        "DATA_DIR": str(folder),
    }
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1",
        "--port", str(port), "--http", "1", "--no-ws", "--ssl-certificate", str(certificate),
        "--ssl-keyfile", str(key), "wsgi:application",
    ]  # fmt: skip
    log = folder / "server.log"
    with log.open("wb") as said:
        server = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **settings}, stdout=said, stderr=said
        )
    try:
        found = Resolver(origin, ssl.create_default_context(cafile=str(certificate)))
        _wait_for(found, server, log)
        yield found
    finally:
        server.terminate()
        server.wait(PATIENCE)
        with live.app_context():
            empty(live)


def _certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate of localhost, and its key: good on the day of the tests and on the real one."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "key.pem"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


def _wait_for(resolver: Resolver, server: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        assert server.poll() is None, log.read_text("utf-8")
        try:
            assert resolver.ask("GET", "/healthz").status == 200
        except OSError:
            assert time.monotonic() < deadline, log.read_text("utf-8")
        else:
            return
