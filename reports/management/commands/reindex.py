"""``manage.py reindex``: makes the index of the search right, whatever was written."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand

from reports.search.index import reindex


class Command(BaseCommand):
    """Says how many rows were wrong; may be run at any time, again and again."""

    help = "ทำดัชนีการค้นหาใหม่ให้ตรงกับข้อมูล"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether only to count."""
        parser.add_argument("--dry-run", action="store_true", help="count, change nothing")

    def handle(self, *, dry_run: bool, **options: object) -> None:
        """Run it."""
        self.stdout.write(f"แก้ดัชนีการค้นหา {reindex(dry_run=dry_run):,} รายการ")
