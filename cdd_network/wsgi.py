"""The web server's entry."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdd_network.settings")
application = get_wsgi_application()


def _templates() -> Iterator[str]:
    """Names of all pages and their parts."""
    for folder in map(Path, engines["django"].template_dirs):
        yield from (str(one.relative_to(folder)) for one in folder.rglob("*.html"))


def _load_what_stays() -> None:
    """Addresses, templates, the dictionary of words: nobody's first page waits for them."""
    from pythainlp.tokenize import word_tokenize

    get_resolver().reverse_dict  # noqa: B018
    for name in _templates():
        engines["django"].get_template(name)
    word_tokenize("กลุ่มออมทรัพย์", engine="newmm")


# All that stays as long as the process does is loaded now and looked through no more: a full round
# of the collector over it would hold up one page in a hundred for a tenth of a second and more (the
# dictionary alone is 400,000 objects).
_load_what_stays()
gc.collect()
gc.freeze()
# A page makes and drops some ten thousand objects: at 700 each page was stopped a dozen times, which
# cost it a sixteenth; at 20,000 seldom, but then for 5 ms.
gc.set_threshold(3_000, 10, 10)
