"""The archive: a tar whose last member, manifest.json, has size and SHA-256 of all the others."""

import hashlib
import io
import json
import os
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from storefront.backup.errors import AlreadyThere, Damaged

MANIFEST = "manifest.json"
FORMAT = 1
CHUNK = 1 << 20
LARGEST_MANIFEST = 64 << 20
_NAME = re.compile(r"(database\.(sqlite3|pgdump)|(keys|media)(/[A-Za-z0-9_][A-Za-z0-9_.-]*)+)")


@dataclass(frozen=True)
class Entry:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the archive holds, and of what it was made."""

    made_at: str
    database: str
    files: dict[str, Entry]
    format: int = FORMAT


class Writer:
    """Adds files and remembers their digests."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.files: dict[str, Entry] = {}

    def add(self, name: str, file: Path) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = file.stat().st_size, 0o600
        with file.open("rb") as content:
            digest = _Digest(content)
            self._tar.addfile(info, digest)
        self.files[name] = Entry(info.size, digest.hexdigest())

    def close(self, made_at: str, database: str) -> None:
        text = json.dumps(asdict(Manifest(made_at, database, self.files))).encode()
        info = tarfile.TarInfo(MANIFEST)
        info.size, info.mode = len(text), 0o600
        self._tar.addfile(info, io.BytesIO(text))


class _Digest:
    """A file that digests what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file, self._sum = file, hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        part = self._file.read(size)
        self._sum.update(part)
        return part

    def hexdigest(self) -> str:
        return self._sum.hexdigest()


@contextmanager
def writing(target: Path) -> Iterator[Writer]:
    """A new archive; it stands under its name only when it is whole and on the disk."""
    if target.exists():
        raise AlreadyThere(target)
    fresh = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with fresh.open("xb") as file:
            fresh.chmod(0o600)  # it holds the keys
            with tarfile.open(fileobj=file, mode="w") as tar:
                yield Writer(tar)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, target)  # unlike rename, refuses a name that has been taken meanwhile
    finally:
        fresh.unlink(missing_ok=True)


@contextmanager
def reading(source: Path) -> Iterator["Reader"]:
    """An archive to check and unpack; Damaged if it is none."""
    try:
        with tarfile.open(source, mode="r:") as tar:
            yield Reader(tar)
    except (tarfile.TarError, EOFError) as error:
        raise Damaged(error) from error


class Reader:
    """Hands out what the manifest names, and nothing that differs from it."""

    def __init__(self, tar: tarfile.TarFile) -> None:
        self._tar = tar
        self.manifest = self._read_manifest()

    def unpack(self, folder: Path) -> None:
        """Write every file under `folder`, checked against its digest."""
        for name, entry in self.manifest.files.items():
            target = folder / name
            target.parent.mkdir(parents=True, exist_ok=True)
            self._unpack_one(name, entry, target)

    def _unpack_one(self, name: str, entry: Entry, target: Path) -> None:
        source = self._open(name)
        total = hashlib.sha256()
        with target.open("xb") as file:
            target.chmod(0o600)
            while part := source.read(CHUNK):
                total.update(part)
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
            if (file.tell(), total.hexdigest()) != (entry.size, entry.sha256):
                raise Damaged(name)

    def _open(self, name: str) -> IO[bytes]:
        try:
            source = self._tar.extractfile(name)
        except KeyError as error:
            raise Damaged(name) from error
        if source is None:
            raise Damaged(name)
        return source

    def _read_manifest(self) -> Manifest:
        try:
            given = json.loads(self._open(MANIFEST).read(LARGEST_MANIFEST))
            files = {name: Entry(**entry) for name, entry in given["files"].items()}
            manifest = Manifest(**{**given, "files": files})
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise Damaged(MANIFEST) from error
        if manifest.format != FORMAT or not all(map(_NAME.fullmatch, files)):
            raise Damaged(MANIFEST)
        return manifest
