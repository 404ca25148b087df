"""Models of the papers: documents with their frozen files, enclosures, summary, photographs."""

from reports.models.bpm import BpmRecord
from reports.models.bundle import Bundle, BundlePart, StoredPart
from reports.models.copies import Copy, PrintSet
from reports.models.document import Document, FrozenFile, Reference
from reports.models.enclosure import Enclosure
from reports.models.personal import Disposal
from reports.models.search import SearchRow
from reports.models.sheets import SheetPrint
from reports.models.summary import Photo, SummaryReport, SummaryVersion
from reports.models.watch import CalendarFeed, Outcome, Reminder

__all__ = [
    "BpmRecord",
    "Bundle",
    "BundlePart",
    "CalendarFeed",
    "Copy",
    "Disposal",
    "Document",
    "Enclosure",
    "FrozenFile",
    "Outcome",
    "Photo",
    "PrintSet",
    "Reference",
    "Reminder",
    "SearchRow",
    "SheetPrint",
    "StoredPart",
    "SummaryReport",
    "SummaryVersion",
]
