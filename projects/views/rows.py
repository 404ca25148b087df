"""What the pages of rows share: an empty row more, without script."""

from django.http import QueryDict


def with_another_row(typed: QueryDict, prefix: str = "rows") -> QueryDict:
    """What was typed, with room for one row more."""
    data = typed.copy()
    name = f"{prefix}-TOTAL_FORMS"
    try:
        data[name] = str(int(data.get(name, "")) + 1)
    except ValueError:
        data[name] = "1"
    return data
