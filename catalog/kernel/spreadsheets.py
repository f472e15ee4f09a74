"""Text for spreadsheets of other people: read with its accents, never run as a formula."""

MARK = "\ufeff"
"""The byte-order mark by which a spreadsheet knows UTF-8."""

# In their full width too: some spreadsheets read them alike.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(cell: object) -> str:
    """A cell that would start a formula gets a quote before it; all else is what it was."""
    text = str(cell)
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text
