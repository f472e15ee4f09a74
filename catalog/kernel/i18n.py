"""The words of the interface: Vietnamese in the source, English in translations/.

Everything imports gettext from here, so that lower packages and commands, which run
outside a request, get Vietnamese instead of an error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from flask_babel import force_locale, get_locale, gettext
from flask_babel import ngettext as babel_ngettext
from flask_babel.speaklater import LazyString

LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
SOURCE_LANGUAGE = "vi"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def language() -> str:
    """The language of the answer being made: "vi" or "en"; "vi" outside a request."""
    locale = get_locale()
    return locale.language if locale else SOURCE_LANGUAGE


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Make what is written inside speak `code`, with or without a request."""
    with force_locale(code):
        yield


def _(text: str, /, **values: Any) -> str:
    """Translate `text` into the reader's language and fill in `%(name)s`."""
    if get_locale() is None:
        return text % values if values else text
    translated: str = gettext(text, **values)
    return translated


def ngettext(singular: str, plural: str, num: int, **values: Any) -> str:
    """Translate by number. Vietnamese has one form, English two; `%(num)s` is given."""
    if get_locale() is None:
        return singular % {"num": num, **values}
    translated: str = babel_ngettext(singular, plural, num, **values)
    return translated


def format_day(day: date | None) -> str:
    """12/03/2028 in Vietnamese, 12 Mar 2028 in English, empty for no date."""
    if day is None:
        return ""
    if language() == "en":
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    return f"{day:%d/%m/%Y}"


class _Lazy(LazyString):
    """A text that is translated when it is shown, not when it is defined."""

    def __hash__(self) -> int:
        return hash(str(self))


def lazy_(text: str, /, **values: Any) -> Any:
    """Mark a text at import time; it becomes a string where it is shown."""
    return _Lazy(_, text, **values)
