"""Compiling the words by two processes at once: neither takes the other's file away."""

from pathlib import Path

import pytest

from storefront import languages

HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n'
WORDS = HEAD + '\nmsgid "gạo"\nmsgstr "rice"\n'


def test_each_compiler_writes_a_file_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "shop.po").write_text(WORDS, "utf-8")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    # A file that another process is writing just now stays as it is.
    other = folder / "shop.mo.1"
    other.write_bytes(b"half")
    languages.compile_catalogues()
    assert (folder / "shop.mo").exists()
    assert other.read_bytes() == b"half"
