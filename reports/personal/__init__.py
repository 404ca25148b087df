"""Personal data: where it stands (``register``), how long (``retention``), how a person's is found
(``finding``); the table in ``register`` is the source of every page and workbook about it."""
