"""What a page says after a form was saved."""

from django.contrib import messages
from django.http import HttpRequest


def say_saved(request: HttpRequest, sentence: str, *forms: object) -> None:
    """``sentence``, then each year that was read as Christian era in ``forms``, said once."""
    messages.success(request, sentence)
    for text in dict.fromkeys(text for form in forms for text in form.conversions()):
        messages.warning(request, text)
