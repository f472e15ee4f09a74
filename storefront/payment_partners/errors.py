"""What a partner may do to a call."""


class Unreachable(Exception):
    """The partner did not answer, or not in words: it may have done what was asked, or not."""


class Refused(Exception):
    """The partner said no; `args[0]` is its word for why."""
