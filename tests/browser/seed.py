"""Fills the browser tests' own database: people, and a round of Buriram ready to open.

Run as ``python -m tests.browser.seed`` with VAR_DIR naming an empty folder.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdd_network.settings")


def main() -> None:
    """Migrate, load, prepare; two members sit so that the test stays short."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from cdd_network.models import Programme
    from reports import demo, demo_texts, story

    people = demo.load_people()
    opened = story.prepare(
        Programme.objects.get(year=2568),
        by=people["buriram"],
        members=[people["committee1"], people["committee2"]],
        meeting=demo_texts.BURIRAM_MEETING,
    )
    story.rounds.open_round(round=opened, by=people["buriram"])
    story.nominate(opened, demo_texts.ARANG, by=people["bandan"])
    story.add_group(demo_texts.KRACHAO, by=people["krasang"])


if __name__ == "__main__":
    main()
