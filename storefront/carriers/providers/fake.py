"""A carrier that exists only with DEMO=1 and in tests. It keeps books of its own, honours the
key of a booking, signs what it sends, and misbehaves when told to.
"""

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from storefront.carriers.errors import (
    CarrierRefused,
    CarrierSilent,
    Forged,
    PickedUpAlready,
    Unreadable,
)
from storefront.carriers.rules import Booked, Consignment, Quotation, Scan
from storefront.shipping.carrying import Carrier, TrackState

FEE, STEP_FEE, STEP_G = 22_000, 4_000, 500
HEAVIEST_G = 50_000
HEAD = "x-minh-hoa-signature"
LONGEST_BODY = 10_000
TABLES = """
CREATE TABLE IF NOT EXISTS parcels (
    key TEXT PRIMARY KEY, number TEXT UNIQUE, fee INTEGER, cancelled INTEGER DEFAULT 0, label TEXT);
CREATE TABLE IF NOT EXISTS scans (
    id INTEGER PRIMARY KEY, number TEXT, state TEXT, at TEXT, place TEXT);
CREATE TABLE IF NOT EXISTS mood (mishap TEXT);
"""


class Mishap(StrEnum):
    """What goes wrong at the next call."""

    SILENT_AFTER = "silent_after"  # it is done, but the answer is lost
    SILENT_BEFORE = "silent_before"
    REFUSES = "refuses"


@dataclass(frozen=True)
class Message:
    """What goes over the wire; heads by their names in lower case."""

    raw: bytes
    heads: dict[str, str]


class FakeCarrier:
    """See the module."""

    carrier = Carrier.DEMO
    name = "giao-hang-minh-hoa"

    def __init__(self, file: Path, secret: str) -> None:
        self._file = file
        self._secret = hmac.digest(secret.encode(), b"fake-carrier", "sha256")

    def quote(self, parcel: Consignment) -> Quotation:
        self._check(parcel)
        steps = -(-max(0, parcel.weight_g - 1000) // STEP_G)
        near = parcel.sender.province_code == parcel.receiver.province_code
        return Quotation(FEE + steps * STEP_FEE, 1 if near else 3)

    def book(self, parcel: Consignment) -> Booked:
        mishap = self._next_mishap()
        if mishap == Mishap.SILENT_BEFORE:
            raise CarrierSilent
        if mishap == Mishap.REFUSES:
            raise CarrierRefused("Bên giao hàng minh họa hôm nay không nhận thêm kiện.")
        fee = self.quote(parcel).fee
        digest = hmac.digest(self._secret, parcel.key.encode(), "sha256").hex().upper()
        label = [f"MH{digest[:10]}", parcel.receiver.place, f"{parcel.weight_g} g"]
        with self._books() as books:
            books.execute(
                "INSERT INTO parcels (key, number, fee, label) VALUES (?, ?, ?, ?)"
                " ON CONFLICT (key) DO NOTHING",
                (parcel.key, label[0], fee, "\n".join(label)),
            )
            row = books.execute(
                "SELECT number, fee FROM parcels WHERE key = ?", (parcel.key,)
            ).fetchone()
        if mishap == Mishap.SILENT_AFTER:
            raise CarrierSilent
        return Booked(*row)

    def cancel(self, number: str) -> None:
        if self._next_mishap() == Mishap.SILENT_BEFORE:
            raise CarrierSilent
        with self._books() as books:
            if books.execute("SELECT 1 FROM scans WHERE number = ?", (number,)).fetchone():
                raise PickedUpAlready
            books.execute("UPDATE parcels SET cancelled = 1 WHERE number = ?", (number,))

    def label(self, number: str) -> list[str]:
        with self._books() as books:
            row = books.execute("SELECT label FROM parcels WHERE number = ?", (number,)).fetchone()
        if row is None:
            raise CarrierRefused("Bên giao hàng minh họa không biết mã này.")
        lines: list[str] = row[0].split("\n")
        return lines

    def track(self, number: str) -> list[Scan]:
        with self._books() as books:
            rows = books.execute(
                "SELECT id, number, state, at, place FROM scans WHERE number = ? ORDER BY id",
                (number,),
            ).fetchall()
        return [
            Scan(f"mh-{row[0]}", row[1], TrackState(row[2]), datetime.fromisoformat(row[3]), row[4])
            for row in rows
        ]

    def read(self, raw: bytes, heads: Mapping[str, str]) -> Scan:
        if not hmac.compare_digest(self._sign(raw).encode(), heads.get(HEAD, "").encode()):
            raise Forged
        try:
            facts = json.loads(raw[:LONGEST_BODY])
            at = datetime.fromisoformat(facts["at"])
            if at.tzinfo is None:
                raise Unreadable
            return Scan(
                str(facts["id"])[:60],
                str(facts["number"])[:40],
                TrackState(facts["state"]),
                at,
                str(facts["place"])[:120] or None,
            )
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise Unreadable from error

    # What only a fake can do.

    def will(self, mishap: Mishap) -> None:
        """Let the next call go wrong."""
        with self._books() as books:
            books.execute("INSERT INTO mood VALUES (?)", (mishap.value,))

    def happens(self, number: str, state: TrackState, at: datetime, place: str) -> Message:
        """Something happens to a parcel; the message that tells of it."""
        with self._books() as books:
            row_id = books.execute(
                "INSERT INTO scans (number, state, at, place) VALUES (?, ?, ?, ?)",
                (number, state.value, at.isoformat(), place),
            ).lastrowid
        scan = Scan(f"mh-{row_id}", number, state, at, place)
        return self.message(scan)

    def message(self, scan: Scan) -> Message:
        """A signed message of this news."""
        facts = {
            "id": scan.event_id,
            "number": scan.number,
            "state": scan.state.value,
            "at": scan.at.isoformat(),
            "place": scan.place or "",
        }
        raw = json.dumps(facts, ensure_ascii=False).encode()
        return Message(raw, {HEAD: self._sign(raw)})

    def count(self) -> int:
        """How many parcels were booked and not cancelled."""
        with self._books() as books:
            found = books.execute("SELECT count(*) FROM parcels WHERE cancelled = 0").fetchone()
        return int(found[0])

    def _check(self, parcel: Consignment) -> None:
        if not 0 < parcel.weight_g <= HEAVIEST_G:
            raise CarrierRefused("Bên giao hàng minh họa chỉ nhận kiện đến 50 kg.")

    def _next_mishap(self) -> str | None:
        with self._books() as books:
            row = books.execute("SELECT rowid, mishap FROM mood ORDER BY rowid LIMIT 1").fetchone()
            if row is None:
                return None
            books.execute("DELETE FROM mood WHERE rowid = ?", (row[0],))
        return str(row[1])

    def _sign(self, raw: bytes) -> str:
        return hmac.new(self._secret, raw, hashlib.sha256).hexdigest()

    @contextmanager
    def _books(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self._file, timeout=5)) as books, books:
            books.executescript(TABLES)
            yield books
