"""How gunicorn serves, on one machine or many: ``gunicorn -c python:cdd_network.serving cdd_network.wsgi``.

Environment: BIND (127.0.0.1:8000), WEB_WORKERS (3), WEB_TIMEOUT (60 seconds for an answer). Processes
take one request at a time: the proxy in front holds slow senders and slow readers.
"""

from cdd_network.settings import LOGGING, env

bind = env.str("BIND", default="127.0.0.1:8000")
workers = env.int("WEB_WORKERS", default=3)
preload_app = (
    True  # a process that takes the place of another is there at once, not in three seconds
)
timeout = env.int("WEB_TIMEOUT", default=60)
graceful_timeout = 60
max_requests, max_requests_jitter = 2000, 200
control_socket_disable = True  # systemd governs the processes
accesslog = None  # cdd_network.request_log tells each request once, by keys alone
own_words = {"handlers": ["console"], "level": "INFO", "propagate": False}
logconfig_dict = {**LOGGING, "loggers": {**LOGGING["loggers"], "gunicorn.error": own_words}}
