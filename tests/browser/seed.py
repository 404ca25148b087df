"""Fills the browser tests' own database: people, open rounds of Buriram and Surin, and a third
province on the eve of its call.

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
    from cdd_network.models import Programme, User
    from cdd_network.roles import Role
    from reports import demo, demo_texts, story

    people = demo.load_people()
    programme = Programme.objects.get(year=2568)
    opened = story.prepare(
        programme,
        by=people["buriram"],
        members=[people["committee1"], people["committee2"]],
        meeting=demo_texts.BURIRAM_MEETING,
    )
    story.rounds.open_round(round=opened, by=people["buriram"])
    story.nominate(opened, demo_texts.ARANG, by=people["bandan"])
    story.add_group(demo_texts.KRACHAO, by=people["krasang"])
    surin = people["surin"]
    member = User.objects.create_user("surin-member", role=Role.MEMBER, office=surin.office)
    other = story.prepare(programme, by=surin, members=[member], meeting=demo_texts.SURIN_MEETING)
    story.rounds.open_round(round=other, by=surin)
    story.add_group(demo_texts.PRASAT, by=people["prasat"])
    from tests.browser.duo import prepare_days, prepare_duo
    from tests.browser.eve import prepare_eve
    from tests.browser.hall import prepare_hall

    prepare_eve(programme)
    prepare_duo(programme)
    prepare_days(programme)
    prepare_hall(programme)


if __name__ == "__main__":
    main()
