"""The page of proofs shows, word for word, what a browser can hash again."""

import json
from base64 import b64decode
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any

import pytest

from catalog.kernel.db import transaction
from tests.factories.traceability import make_history, stop
from tests.traceability.ledger.conftest import NOW
from tests.visitor import Visitor
from traceability.batches.models import Batch
from traceability.ledger import showing
from traceability.ledger.keeper import Keeper
from traceability.ledger.models import SignedCheckpoint
from traceability.ledger.rules import notes, proofs, records, tree
from traceability.ledger.rules.records import Opening
from traceability.ledger.service import appending


class Shown(HTMLParser):
    """The marked texts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.lines: list[dict[str, str]] = []
        self.texts: dict[str, str] = {}
        self._mark = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if "data-line" in values:
            self.lines.append({"index": values["data-line"], "salts": values["data-salts"]})
        self._mark = next((name for name in values if name in MARKS), "")

    def handle_endtag(self, tag: str) -> None:
        self._mark = ""

    def handle_data(self, data: str) -> None:
        if self._mark in ("data-record", "data-path"):
            self.lines[-1][self._mark] = self.lines[-1].get(self._mark, "") + data
        elif self._mark:
            self.texts[self._mark] = self.texts.get(self._mark, "") + data


MARKS = {"data-record", "data-path", "data-checkpoint", "data-key"}


def rehashed(line: dict[str, str]) -> bytes:
    """The leaf worked out from the text that is shown, as the browser does."""
    shown: dict[str, Any] = json.loads(line["data-record"])
    salts = json.loads(line["salts"])
    for name, value in shown["hidden"].items():
        if name in salts:
            shown["hidden"][name] = records.commitment(name, Opening(salts[name], value))
        elif value is not None:
            shown["hidden"][name] = value["sha256"]
    return tree.leaf_hash(records.canonical(shown))


@pytest.fixture
def batch(keeper: Keeper, sign: Callable[[], SignedCheckpoint]) -> Batch:
    batch = stop(make_history())
    with transaction():
        appending.enter_missing(NOW)
    sign()
    return batch


@pytest.mark.parametrize("kind", ["", ".html"])
def test_every_line_is_proved_by_the_text_on_the_page(
    visitor: Visitor, batch: Batch, kind: str
) -> None:
    shown = Shown(visitor.get(f"/truy-xuat/{batch.code}/bang-chung{kind}").html)
    key = notes.read_vkey(shown.texts["data-key"])
    point = notes.read_checkpoint(shown.texts["data-checkpoint"], [key])
    assert len(shown.lines) > 8
    for line in shown.lines:
        path = [b64decode(step) for step in line.get("data-path", "").split()]
        tree.check_inclusion(int(line["index"]), point.size, rehashed(line), path, point.root)


def test_it_says_what_is_proved_and_what_is_not(visitor: Visitor, batch: Batch) -> None:
    page = visitor.get(f"/truy-xuat/{batch.code}/bang-chung")
    for words in ("Điều này chứng minh gì?", "Không chứng minh điều được ghi là đúng sự thật"):
        assert words in page
    assert "Chưa có bên độc lập nào cùng ký" in page
    english = visitor.get(f"/truy-xuat/{batch.code}/bang-chung?lang=en")
    assert "What does this prove?" in english


def test_private_values_are_not_on_it(visitor: Visitor, batch: Batch) -> None:
    page = visitor.get(f"/truy-xuat/{batch.code}/bang-chung")
    [salts, *_] = [json.loads(line["salts"]) for line in Shown(page.html).lines]
    assert "actor_id" not in salts
    assert "&#34;actor_id&#34;: null" in page.html


def test_the_file_to_keep_loads_nothing(visitor: Visitor, batch: Batch) -> None:
    page = visitor.get(f"/truy-xuat/{batch.code}/bang-chung.html")
    assert page.answer is not None
    assert "attachment" in page.answer.headers["Content-Disposition"]
    assert showing.script() in page.html
    for attribute in ("src=", "<link", "url("):
        assert attribute not in page.html.replace(showing.script(), "")
    assert "</script" not in showing.script()


def test_the_text_is_proofs_anybody_can_check(
    visitor: Visitor, batch: Batch, keeper: Keeper
) -> None:
    answer = visitor.raw(f"/truy-xuat/{batch.code}/bang-chung.txt")
    found = proofs.split(answer.text)
    for text in found:
        proofs.check(proofs.read(text), [keeper.verifier(keeper.origin)])
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert len(answer.data) / len(found) <= 2_048, "2 kB a line, with its record"


def test_a_mistyped_code_finds_its_batch_and_an_unknown_one_does_not(
    visitor: Visitor, batch: Batch
) -> None:
    typed = batch.code.lower().replace("-", "")
    assert batch.code in visitor.get(f"/truy-xuat/{typed}/bang-chung")
    for kind in ("", ".html", ".txt"):
        visitor.raw(f"/truy-xuat/XX2611-00000-0/bang-chung{kind}", 404)


def test_before_the_first_checkpoint_it_says_when_to_come_back(
    visitor: Visitor, keeper: Keeper
) -> None:
    batch = make_history()
    assert "Thử lại sau vài giây" in visitor.raw(f"/truy-xuat/{batch.code}/bang-chung", 422).text


def test_a_passport_gets_key_checkpoint_and_words(
    visitor: Visitor, batch: Batch, keeper: Keeper
) -> None:
    given = visitor.raw("/ledger/check.json?lang=en").get_json()
    notes.read_checkpoint(given["note"], [notes.read_vkey(given["key"])])
    assert given["words"]["check"] == "Check on this device"


def test_there_is_nothing_to_compare_before_the_first(visitor: Visitor, keeper: Keeper) -> None:
    assert visitor.raw("/ledger/check.json").get_json() == {}
