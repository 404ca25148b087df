"""What later apps may hang their own acts on, within the transaction of the act itself.

``selection`` knows nobody to its right: whoever makes papers of its results listens here. A
receiver that raises Refused stops the act.
"""

from django.dispatch import Signal

result_announced = Signal()
"""A round's result was made public or corrected. Arguments: ``round``, ``by``, ``reason`` ('' for
the first result)."""
decision_reopened = Signal()
"""A decision is about to be taken back before its announcement. Arguments: ``round``, ``by``."""
minutes_changing = Signal()
"""What the minutes tell of the meeting is about to change after the decision; asked by the page too.
Argument: ``round``."""
