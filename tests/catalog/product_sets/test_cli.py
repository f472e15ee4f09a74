"""ocop rubrics import: all the files or none."""

from pathlib import Path

from flask import Flask
from sqlalchemy import Connection

from catalog.product_sets import queries
from catalog.product_sets.rubric_file import FOLDER
from tests.catalog.product_sets.test_service import PLAIN


def run(app: Flask, *files: Path) -> tuple[int, str, BaseException | None]:
    result = app.test_cli_runner().invoke(args=["rubrics", "import", *map(str, files)])
    return result.exit_code, result.output, result.exception


def test_takes_files_in(app: Flask, db: Connection) -> None:
    files = sorted(FOLDER.glob("*.yaml"))
    assert "26/2026/QĐ-TTg: created" in run(app, *files)[1]
    assert "26/2026/QĐ-TTg: unchanged" in run(app, *files)[1]


def test_takes_none_in_when_one_is_broken(app: Flask, db: Connection, tmp_path: Path) -> None:
    good, bad = tmp_path / "tot.yaml", tmp_path / "hong.yaml"
    good.write_text(PLAIN, "utf-8")
    bad.write_text(PLAIN.replace("months: 24", "months: -1"), "utf-8")
    code, _, error = run(app, good, bad)
    assert code == 1
    assert "hong.yaml, dòng 5" in str(error)
    assert queries.list_rubrics() == []
