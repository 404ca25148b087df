"""Refusals: a rule that says no says why, in one Thai sentence, wherever it is asked."""

from collections.abc import Callable


class Refused(Exception):
    """An act that may not be done now. ``reason`` is a Thai sentence for the user.

    ``field`` names the answer of a form that it speaks of, '' where it speaks of the whole.
    """

    def __init__(self, reason: str, field: str = "") -> None:
        super().__init__(reason)
        self.reason, self.field = reason, field


def refusal_of(check: Callable[..., None], *args: object, **kwargs: object) -> str:
    """Reason for which ``check`` refuses, or '' when it lets pass.

    One rule, three uses: actions call the check, buttons show this reason, pages hide by it.
    """
    try:
        check(*args, **kwargs)
    except Refused as refused:
        return refused.reason
    return ""
