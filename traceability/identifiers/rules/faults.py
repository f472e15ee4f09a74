"""What is wrong with an identifier: the word GS1 has for it, and where it stands."""

from typing import NamedTuple


class Fault(NamedTuple):
    """`error` is the name in GS1's syntax tests; the bad signs are value[start:end]."""

    error: str
    start: int
    end: int


class BadIdentifier(ValueError):
    """Not an element string or Digital Link address.

    `error` names the rule in GS1's words (those of the syntax tests, and a few of our own for
    the shape of the whole); `ai` is the application identifier it is about, "" where there is
    none; `fault` says which signs of its value are wrong, where the value is.
    """

    def __init__(self, error: str, ai: str = "", fault: Fault | None = None) -> None:
        self.error, self.ai, self.fault = error, ai, fault
        super().__init__(f"{ai} {error}".strip())
