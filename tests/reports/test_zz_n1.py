from django.urls import reverse
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.reports.test_summary import complete
def test_q(world, page):
    report=complete(world); c=page(world.krasang)
    for n,u in (("summary",report.pk),("summary_edit",report.pk),("activity",report.activity_id)):
        with CaptureQueriesContext(connection) as q: c.get(reverse(n,args=[u]))
        print(n,len(q))
        if n=="summary":
            for one in q.captured_queries: print('   ', one['sql'][one['sql'].find('FROM'):][:170])
