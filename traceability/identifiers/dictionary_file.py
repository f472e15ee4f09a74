"""Reads GS1's Barcode Syntax Dictionary and writes it as the table of this feature."""

import csv
import io
import re

COLUMNS = ["ai", "flags", "parts", "requires", "excludes", "qualifiers", "title"]
_ENTRY = re.compile(
    r"(?P<ai>\d{2,4}(?:-\d{2,4})?)\s+(?P<flags>[*?]*)\s*(?P<rest>[^#]*?)\s*(?:#\s*(?P<title>.*))?"
)
_PART = re.compile(r"(?P<open>\[?)(?P<set>[NXYZ])(?P<to>\.\.)?(?P<size>\d+)\]?(?P<checks>[,\w]*)")


class Unreadable(ValueError):
    """A line is not an entry of the dictionary; the message quotes it."""


def as_table(text: str, source: str) -> str:
    """The dictionary `text` as CSV of COLUMNS, `source` in a comment above."""
    buffer = io.StringIO()
    buffer.write(f"# {source}\n")
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            writer.writerow(_row(line))
    return buffer.getvalue()


def _row(line: str) -> dict[str, str]:
    match = _ENTRY.fullmatch(line.strip())
    if match is None:
        raise Unreadable(line)
    flags = match["flags"]
    row = {
        "ai": match["ai"],
        "flags": " ".join(name for sign, name in _FLAGS if sign in flags),
        "title": match["title"] or "",
    }
    parts = []
    for word in match["rest"].split():
        if found := _PART.fullmatch(word):
            parts.append(_part(found))
        else:
            name, text = _attribute(word)
            if name in row:
                raise Unreadable(line)
            row[name] = text
    return {**row, "parts": " ".join(parts)}


_FLAGS = (("*", "closed"), ("?", "attribute"))


def _part(found: re.Match[str]) -> str:
    size = f"1-{found['size']}" if found["to"] else found["size"]
    return f"{found['set']}{size}{found['checks'].replace(',', ':')}{'?' if found['open'] else ''}"


def _attribute(word: str) -> tuple[str, str]:
    name, _, value = word.partition("=")
    if name == "req":
        return "requires", value.replace(",", " ")
    if name == "ex":
        return "excludes", value.replace(",", " ")
    if name == "dlpkey":
        return "qualifiers", value.replace(",", ">").replace("|", " ") or "-"
    raise Unreadable(word)
