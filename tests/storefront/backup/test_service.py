"""A backup comes back whole, and nothing else comes back at all."""

import io
import json
import tarfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import create_engine, make_url, select, text

from catalog.kernel import clock
from catalog.kernel.db import db as flask_db
from catalog.kernel.db import session
from storefront.app import create_app
from storefront.backup import databases, service
from storefront.backup.errors import (
    AlreadyThere,
    Damaged,
    NotEmpty,
    OtherDatabase,
    ToolFailed,
    ToolMissing,
)
from storefront.config import Config
from traceability.batches.models import Batch

CODE = "CT2611-03K7M-X"


def quiet(step: str) -> None:
    """Nobody listens."""


@pytest.fixture
def saved(shop: Flask, make_batch: Callable[..., Batch], tmp_path: Path) -> Path:
    """A backup of a shop with one batch, one picture and its keys."""
    make_batch(CODE)
    config: Config = shop.extensions["ocop_config"]
    (config.data_dir / "media" / "ab").mkdir(parents=True, exist_ok=True)
    (config.data_dir / "media" / "ab" / "cd-800.webp").write_bytes(b"picture")
    (config.data_dir / "secret_key").write_text("key")
    target = tmp_path / "shop.tar"
    assert service.back_up(config, target, clock.now(), quiet) == 3
    return target


@pytest.fixture
def empty(shop: Flask, tmp_path: Path) -> Iterator[Config]:
    """Settings of another place with nothing in it; on PostgreSQL the same schema, emptied."""
    config: Config = shop.extensions["ocop_config"]
    folder = tmp_path / "other"
    folder.mkdir()
    if config.database_url.startswith("sqlite"):
        yield replace(config, data_dir=folder, database_url=f"sqlite:///{folder}/o.sqlite3")
        return
    yield replace(config, data_dir=folder)


def drop_all(config: Config) -> None:
    """Empty the database as an operator would before a restore."""
    session.remove()
    if config.database_url.startswith("postgresql"):
        url = make_url(config.database_url)
        schema = str(url.query["options"]).partition("search_path=")[2]
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text(f"DROP SCHEMA {schema} CASCADE"))
            connection.execute(text(f"CREATE SCHEMA {schema}"))
        engine.dispose()


def batches_of(config: Config) -> list[str]:
    app = create_app(config)
    with app.app_context():
        found = list(session.scalars(select(Batch.code)))
        session.remove()
        flask_db.engine.dispose()
    return found


def test_a_backup_comes_back_whole(saved: Path, empty: Config) -> None:
    drop_all(empty)
    aside = service.restore(saved, empty, clock.now(), quiet, force=False)
    assert batches_of(empty) == [CODE]
    assert (empty.data_dir / "media/ab/cd-800.webp").read_bytes() == b"picture"
    assert (empty.data_dir / "secret_key").read_text() == "key"
    assert list(aside.iterdir()) == []
    assert not list(empty.data_dir.glob(".backup-*"))


def test_it_can_be_tried_without_putting_it_anywhere(saved: Path, empty: Config) -> None:
    manifest = service.verify(saved, empty, quiet)
    assert sorted(manifest.files)[1:] == ["keys/secret_key", "media/ab/cd-800.webp"]
    assert list(empty.data_dir.iterdir()) == []


def test_it_refuses_a_place_with_data(saved: Path, shop: Flask) -> None:
    with pytest.raises(NotEmpty):
        service.restore(saved, shop.extensions["ocop_config"], clock.now(), quiet, force=False)


def test_it_refuses_a_place_with_pictures_only(saved: Path, empty: Config) -> None:
    drop_all(empty)
    (empty.data_dir / "media").mkdir()
    (empty.data_dir / "media" / "x.webp").touch()
    with pytest.raises(NotEmpty):
        service.restore(saved, empty, clock.now(), quiet, force=False)


def test_forced_it_replaces_and_keeps_the_old_aside(saved: Path, empty: Config) -> None:
    drop_all(empty)
    service.restore(saved, empty, clock.now(), quiet, force=False)
    (empty.data_dir / "media/ab/cd-800.webp").write_bytes(b"newer")
    (empty.data_dir / "secret_key").write_text("newer")
    later = clock.now().replace(year=2030)
    aside = service.restore(saved, empty, later, quiet, force=True)
    assert batches_of(empty) == [CODE]
    assert (empty.data_dir / "media/ab/cd-800.webp").read_bytes() == b"picture"
    assert (aside / "media/ab/cd-800.webp").read_bytes() == b"newer"
    assert (aside / "secret_key").read_text() == "newer"


def test_it_never_overwrites_a_backup(saved: Path, shop: Flask) -> None:
    before = saved.read_bytes()
    with pytest.raises(AlreadyThere):
        service.back_up(shop.extensions["ocop_config"], saved, clock.now(), quiet)
    assert saved.read_bytes() == before
    assert list(saved.parent.glob(".*")) == []


def rewritten(saved: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> Path:
    """The archive with some members changed or left out."""
    target = saved.with_name("changed.tar")
    with tarfile.open(saved) as old, tarfile.open(target, "w") as new:
        for member in old.getmembers():
            source = old.extractfile(member)
            assert source is not None
            kept = change(member.name, source.read())
            if kept:
                info = tarfile.TarInfo(kept[0])
                info.size = len(kept[1])
                new.addfile(info, io.BytesIO(kept[1]))
    return target


def _manifest(change: Callable[[dict[str, object]], object]) -> Callable[..., tuple[str, bytes]]:
    def apply(name: str, content: bytes) -> tuple[str, bytes]:
        if name != "manifest.json":
            return name, content
        given = json.loads(content)
        return name, json.dumps(change(given) or given).encode()

    return apply


def _broken_database(name: str, content: bytes) -> tuple[str, bytes]:
    return (name, b"no database") if name.startswith("database") else (name, content)


CHANGES = {
    "a changed picture": lambda name, content: (name, b"Picture" if "media" in name else content),
    "a lost picture": lambda name, content: None if "media" in name else (name, content),
    "no manifest": lambda name, content: None if "manifest" in name else (name, content),
    "a way out": _manifest(lambda given: given["files"].update({"media/../x": {}})),
    "another format": _manifest(lambda given: given.update(format=2)),
    "no list": _manifest(lambda given: ["x"]),
    "no files": _manifest(lambda given: given.update(files={})),
    "a broken database": _broken_database,
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_differs_from_its_digest_is_refused(saved: Path, empty: Config, name: str) -> None:
    changed = rewritten(saved, CHANGES[name])
    with pytest.raises(Damaged):
        service.verify(changed, empty, quiet)
    assert list(empty.data_dir.iterdir()) == []


def test_half_an_archive_and_no_archive_are_refused(saved: Path, empty: Config) -> None:
    cut = saved.with_name("cut.tar")
    cut.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    other = saved.with_name("other.tar")
    other.write_bytes(b"not a tar" * 100)
    for broken in (cut, other):
        with pytest.raises(Damaged):
            service.verify(broken, empty, quiet)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_an_unsound_database_is_found(tmp_path: Path, kind: str) -> None:
    url = {"sqlite": "sqlite:///x", "postgresql": "postgresql+psycopg://"}[kind]
    file = tmp_path / "database"
    file.write_bytes(b"SQLite format 3\0" + b"\1" * 4096)
    with pytest.raises(Damaged):
        databases.copier_for(url).check(file)


@pytest.mark.sqlite
def test_a_backup_of_the_other_kind_is_refused(saved: Path, empty: Config) -> None:
    other = rewritten(saved, _manifest(lambda given: given.update(database="postgresql")))
    with pytest.raises(Damaged):
        service.verify(other, empty, quiet)


def test_tools_that_are_missing_or_fail_are_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    copier = databases.copier_for("postgresql+psycopg://nobody:se:cret@127.0.0.1:1/none")
    with pytest.raises(ToolFailed, match="pg_dump"):
        copier.copy(tmp_path / "x")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing, match="pg_dump"):
        copier.copy(tmp_path / "x")


def test_another_database_than_the_settings_name_is_refused(
    saved: Path, empty: Config, tmp_path: Path
) -> None:
    if empty.database_url.startswith("sqlite"):
        pytest.skip("needs a PostgreSQL backup")
    other = replace(empty, database_url=f"sqlite:///{tmp_path}/x.sqlite3")
    with pytest.raises(OtherDatabase):
        service.restore(saved, other, clock.now(), quiet, force=False)


def test_the_commands_speak_plainly(saved: Path, shop: Flask, tmp_path: Path) -> None:
    runner = shop.test_cli_runner()
    made = runner.invoke(args=["backup", str(tmp_path / "again.tar")])
    assert made.exit_code == 0, made.output
    assert "3 files" in made.output
    tried = runner.invoke(args=["restore", str(saved), "--verify"])
    assert "Sound: 3 files" in tried.output
    refused = runner.invoke(args=["restore", str(saved)])
    assert isinstance(refused.exception, NotEmpty)
