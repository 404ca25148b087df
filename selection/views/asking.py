"""A page that asks one thing and then acts: how the act went, as the status of the page."""

from collections.abc import Callable

from django import forms

from cdd_network.refusal import Refused

DONE = 302


def act_on(form: forms.Form, act: Callable[[dict[str, object]], object]) -> int:
    """``act`` with what was typed: DONE, 422 when the form is wrong, 409 when the rule refuses.

    The reason of a refusal stands on the form then.
    """
    if not form.is_valid():
        return 422
    try:
        act(form.cleaned_data)
    except Refused as refused:
        form.add_error(None, refused.reason)
        return 409
    return DONE
