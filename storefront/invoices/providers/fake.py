"""An invented e-invoice provider that keeps its invoices as files in DATA_DIR/invoices.

As the real ones do it counts per seller, knows a key again, and may make an invoice whose answer
is lost. An e-mail that begins with "cham" loses the first answer; "khoa": the provider says that
the tax code is closed.
"""

import hashlib
import json
from itertools import count
from pathlib import Path

from catalog.kernel import clock
from storefront.invoices.providers.base import Draft, Issued, NoAnswer, Rejected

SLOW, CLOSED = "cham", "khoa"


class FakeInvoices:
    """One file a number, made by whoever is first."""

    name = "minh-hoa"

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir / "invoices"

    def issue(self, draft: Draft) -> Issued:
        if draft.email.startswith(CLOSED):
            raise Rejected("Mã số thuế đã ngừng hoạt động")
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        known = self._folder / f"{_digest(draft.key)}.json"
        if not known.exists():
            self._make(draft, known)
            if draft.email.startswith(SLOW):
                raise NoAnswer("no answer within 20 seconds")
        kept = json.loads(known.read_text("utf-8"))
        return Issued(kept["serial"], kept["number"], clock.local_date(clock.now()))

    def _make(self, draft: Draft, known: Path) -> None:
        serial = f"1C{clock.today():%y}TMH"
        seller = _digest(draft.seller_name)[:12]
        for number in count(1):
            taken = self._folder / f"{seller}-{serial}-{number}"
            try:
                taken.touch(exist_ok=False)
            except FileExistsError:
                continue
            row = {"serial": serial, "number": f"{number:08}", "total": draft.total}
            fresh = taken.with_suffix(".new")
            fresh.write_text(json.dumps(row), "utf-8")
            fresh.replace(known)
            return


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
