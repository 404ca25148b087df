"""Slow work done at once, in the test's own process and transaction."""

import tests.jobbing.jobs  # noqa: F401  (registers the kinds of the tests)
from cdd_network import job_runs
from cdd_network.models import Job


def finish_jobs() -> int:
    """Do every job that waits, as a worker would, the oldest first; how many."""
    done = 0
    while job := Job.objects.filter(started_at=None, finished_at=None).order_by("pk").first():
        job_runs.run_job.call(job.pk, job.attempt)
        done += 1
    return done
