"""One file that holds an installation: rows, media, fonts; the same file for either engine.

``making`` writes it while officers work, ``archive`` is its form and its gate, ``restoring`` lays it
down in an empty place and compares, ``rows`` and ``schema`` say a database without its engine.
"""


class BackupError(Exception):
    """Why no backup is made, or none is read; a sentence for the administrator."""
