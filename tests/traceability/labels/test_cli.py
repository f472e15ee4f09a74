"""`ocop labels`."""

from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask

from tests.factories.labels import make_printable
from tests.factories.traceability import make_batch, stop
from traceability.batches.models import Batch


@pytest.fixture
def batch(db: object) -> Batch:
    return make_printable()


def run(app: Flask, *args: object) -> Result:
    return app.test_cli_runner().invoke(args=["labels", *map(str, args)])


def test_sheets_are_written_and_their_size_said(app: Flask, batch: Batch, tmp_path: Path) -> None:
    out = tmp_path / "tem.pdf"
    said = run(app, batch.code.lower(), "--count", 30, "--serials", "--out", out)
    assert said.exit_code == 0, said.output
    assert out.read_bytes().startswith(b"%PDF")
    assert "30 of 30 read back" in said.output
    assert "30 labels on 2 pages, codes 19.6 mm a side" in said.output
    assert [file.name for file in tmp_path.iterdir()] == ["tem.pdf"]


@pytest.mark.parametrize(
    ("args", "word"),
    [
        (("--radius", 12), "bán kính ít nhất"),
        (("--sheet", "a4-65", "--dpi", 203, "--serials"), "Tem quá nhỏ"),
        (("--pins",), "Mã PIN"),
    ],
)
def test_a_refusal_is_one_line_and_no_file(
    app: Flask, batch: Batch, tmp_path: Path, args: tuple[object, ...], word: str
) -> None:
    said = run(app, batch.code, "--count", 3, *args, "--out", tmp_path / "tem.pdf")
    assert said.exit_code == 1
    assert word in said.stderr
    assert said.stderr.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_missing_facts_are_named_and_a_reason_helps(app: Flask, db: object, tmp_path: Path) -> None:
    code, out = make_batch().code, tmp_path / "tem.pdf"
    refused = run(app, code, "--count", 1, "--out", out)
    assert refused.exit_code == 1
    assert "Hình ảnh sản phẩm" in refused.stderr
    done = run(app, code, "--count", 1, "--reason", "In thử trên máy mới", "--out", out)
    assert done.exit_code == 0, done.output


def test_unknown_and_stopped_batches(app: Flask, batch: Batch, tmp_path: Path) -> None:
    out, code = tmp_path / "tem.pdf", batch.code
    stop(batch)
    assert "no batch has the code NOPE" in run(app, "NOPE", "--count", 1, "--out", out).stderr
    assert "không in thêm tem" in run(app, code, "--count", 1, "--out", out).stderr
    assert "no folder" in run(app, code, "--count", 1, "--out", tmp_path / "x" / "y.pdf").stderr
    assert not out.exists()
