"""Filled databases of past releases, each a backup of its demonstration with small files.

To add that of the release just made, from its own tree (``git worktree add ../last <commit>``)::

    export VAR_DIR=$(mktemp -d) TLS=off
    cd ../last && python manage.py migrate && python manage.py demo --force
    cd -       && python -m tests.releases.shrink && python manage.py backup tests/releases/0.1.zip
"""
