"""Models of the papers: documents with their frozen files, enclosures, summary, photographs."""

from reports.models.bpm import BpmRecord
from reports.models.copies import Copy, PrintSet
from reports.models.document import Document, FrozenFile, Reference
from reports.models.enclosure import Enclosure
from reports.models.sheets import SheetPrint
from reports.models.summary import Photo, SummaryReport, SummaryVersion

__all__ = [
    "BpmRecord",
    "Copy",
    "Document",
    "Enclosure",
    "FrozenFile",
    "Photo",
    "PrintSet",
    "Reference",
    "SheetPrint",
    "SummaryReport",
    "SummaryVersion",
]
