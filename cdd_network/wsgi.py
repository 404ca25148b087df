"""The web server's entry."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdd_network.settings")
application = get_wsgi_application()
# All that stays as long as the process does is loaded now and looked through no more: a full round
# of the collector over it would hold up one page in a hundred for a tenth of a second.
get_resolver().reverse_dict  # noqa: B018
gc.collect()
gc.freeze()
