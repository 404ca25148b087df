"""Papers made of the year's programme alone: the procedure, the curriculum, blank forms."""

from cdd_network.models import Programme
from reports import facts, letters, letters_programme, parts, pdf
from reports.source import Source

FORMS = ("procedure", "curriculum", "plan", "summary")
"""Papers of a programme alone, by the keys of the letter's enclosures 2–5."""


def form_of(programme: Programme, key: str) -> letters.Paper:
    """A paper made of the year's programme alone; KeyError for an unknown key."""
    content, year = programme.content, programme.year
    reporter = parts.Reporter(year)
    author = facts.DEPARTMENT
    made = {
        "procedure": lambda: letters_programme.Procedure(
            author=author, content=content, fiscal_year=year
        ),
        "curriculum": lambda: letters_programme.Curriculum(
            author=author, content=content, fiscal_year=year
        ),
        "plan": lambda: letters.ActionPlan(
            author=author, form=content.plan_form, reporter=reporter
        ),
        "summary": lambda: letters.Summary(
            author=author, form=content.summary_form, reporter=reporter
        ),
    }
    return made[key]()


def form_pdf(programme: Programme, key: str) -> pdf.Pdf:
    """The paper of ``form_of`` set as PDF."""
    return Source(form_of(programme, key)).pdf()
