"""Answers of a survey as telephones and paper leave them, for tests."""

from datetime import date

from projects.models import Answers, Event, Questionnaire, Tally

ON = date(2025, 6, 20)
RIGHT = {"k1": 1, "k2": 2, "k3": 3, "k4": 1, "k5": 2}
ITEMS = ("before", "after", "speaker", "exchange", "content", "media", "study_site", "venue")
ITEMS += ("duration", "use", "overall")


def choices(right: int) -> dict[str, int]:
    """A test of which the first ``right`` questions are answered right, the others wrong."""
    return {
        key: answer if number < right else answer % 3 + 1
        for number, (key, answer) in enumerate(RIGHT.items())
    }


def of(event: Event, moment: str = "after") -> Questionnaire:
    """One of the event's questionnaires, as the database has it."""
    return Questionnaire.objects.select_related("event__programme").get(event=event, moment=moment)


def answered(
    event: Event, levels: list[int], right: list[int], moment: str = "after", text: str = ""
) -> list[Answers]:
    """A device for each of ``levels`` (given to every item) with so many questions right."""
    asked = of(event, moment)
    return Answers.objects.bulk_create(
        Answers(
            questionnaire=asked,
            device=f"{moment}{number}",
            on=ON,
            levels=dict.fromkeys(ITEMS, level) if moment == "after" else {},
            choices=choices(correct),
            texts={"suggestions": f"{text} {number}"} if text else {},
        )
        for number, (level, correct) in enumerate(zip(levels, right, strict=True))
    )


def counted(event: Event, moment: str = "after", **values: object) -> Tally:
    """A tally of paper as it was keyed in."""
    return Tally.objects.create(questionnaire=of(event, moment), **values)
