"""Makes a backup, tries one, puts one back."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from storefront.backup import archive
from storefront.backup.databases import Copier, copier_for, name_of
from storefront.backup.errors import Damaged, NotEmpty, OtherDatabase
from storefront.config import Config
from traceability.ledger.keeper import LAST, hold, is_newer

Progress = Callable[[str], None]


def back_up(config: Config, target: Path, now: datetime, say: Progress) -> int:
    """Write database, pictures and keys into one archive; returns how many files."""
    copier = copier_for(config.database_url)
    with archive.writing(target) as writer, _scratch(target.parent) as scratch:
        say("database")
        copy = scratch / copier.file
        copier.copy(copy)
        copier.check(copy)
        writer.add(copier.file, copy)
        for name, file in _kept_files(config.data_dir):
            say(name)
            writer.add(name, file)
        writer.close(now.isoformat(timespec="seconds"), copier.kind)
        return len(writer.files)


def verify(source: Path, config: Config, say: Progress) -> archive.Manifest:
    """Unpack the archive beside nothing, check every digest and the database; or Damaged."""
    with _scratch(config.data_dir) as scratch:
        return _unpack(source, scratch, say)


def restore(source: Path, config: Config, now: datetime, say: Progress, *, force: bool) -> Path:
    """Put a checked backup in place; returns the folder that keeps what stood there before."""
    copier = copier_for(config.database_url)
    if not force and not _is_empty(copier, config.data_dir):
        raise NotEmpty
    with _scratch(config.data_dir) as scratch:
        manifest = _unpack(source, scratch, say)
        if manifest.database != copier.kind:
            raise OtherDatabase
        aside = config.data_dir / f"before-restore-{name_of(now)}"
        aside.mkdir(mode=0o700)
        say("database")
        # First, as it is the part that may fail: until then nothing has changed.
        copier.put_back(scratch / copier.file, aside)
        # The log may have been published further than this copy knows: see decision 0055.
        hold(config.data_dir, manifest.made_at)
        _put_back_files(scratch, config.data_dir, aside)
    return aside


def _unpack(source: Path, scratch: Path, say: Progress) -> archive.Manifest:
    with archive.reading(source) as reader:
        say(f"{len(reader.manifest.files)} files")
        reader.unpack(scratch)
        manifest = reader.manifest
    kind = "sqlite:///" if manifest.database == "sqlite" else "postgresql+psycopg://"
    copier = copier_for(kind)
    if copier.file not in manifest.files:
        raise Damaged(copier.file)
    copier.check(scratch / copier.file)
    return manifest


def _is_empty(copier: Copier, data_dir: Path) -> bool:
    return copier.is_empty() and not any(_kept_files(data_dir, folders=("media",)))


def _kept_files(
    data_dir: Path, folders: tuple[str, ...] = ("keys", "media")
) -> Iterator[tuple[str, Path]]:
    """Name in the archive and file: every key, the last checkpoint of the log, every picture.

    The search index is rebuilt.
    """
    if "keys" in folders:
        for file in sorted([*data_dir.glob("*_key"), *data_dir.glob(LAST)]):
            yield f"keys/{file.name}", file
    for file in sorted((data_dir / "media").rglob("*")):
        if file.is_file() and not file.name.startswith("."):
            yield file.relative_to(data_dir).as_posix(), file


def _put_back_files(scratch: Path, data_dir: Path, aside: Path) -> None:
    (scratch / "media").mkdir(exist_ok=True)
    if (data_dir / "media").exists():
        (data_dir / "media").rename(aside / "media")
    (scratch / "media").rename(data_dir / "media")
    for key in sorted((scratch / "keys").glob("*")):
        if key.name == LAST and is_newer(data_dir / LAST, key):
            continue
        if (data_dir / key.name).exists():
            (data_dir / key.name).rename(aside / key.name)
        key.rename(data_dir / key.name)


@contextmanager
def _scratch(parent: Path) -> Iterator[Path]:
    """A folder on the same disk, so that moving out of it is one step."""
    folder = Path(tempfile.mkdtemp(prefix=".backup-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
