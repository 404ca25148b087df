"""``manage.py reindex``: makes the index of the search right, whatever was written."""

from django.core.management.base import BaseCommand

from reports.search.index import reindex


class Command(BaseCommand):
    """Says how many rows were wrong; may be run at any time, again and again."""

    help = "ทำดัชนีการค้นหาใหม่ให้ตรงกับข้อมูล"

    def handle(self, *args: object, **options: object) -> None:
        """Run it."""
        self.stdout.write(f"แก้ดัชนีการค้นหา {reindex():,} รายการ")
