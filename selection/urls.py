"""Addresses of the selection: groups, rounds, nominations, scoring."""

from django.urls import path

from selection.views import (
    committee,
    criteria,
    decision,
    groups,
    nominations,
    review,
    rounds,
    scores,
)

urlpatterns = [
    path("groups/", groups.groups, name="groups"),
    path("groups/new/", groups.group_new, name="group_new"),
    path("groups/<int:pk>/", groups.group, name="group"),
    path("groups/<int:pk>/edit/", groups.group_edit, name="group_edit"),
    path("groups/<int:pk>/remove/", groups.group_remove, name="group_remove"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/new/", rounds.round_new, name="round_new"),
    path("rounds/<int:pk>/", rounds.round, name="round"),
    path("rounds/<int:pk>/meeting/", rounds.round_meeting, name="round_meeting"),
    path("rounds/<int:pk>/open/", rounds.round_open, name="round_open"),
    path("rounds/<int:pk>/start-scoring/", rounds.round_start_scoring, name="round_start_scoring"),
    path("rounds/<int:pk>/reopen/", rounds.round_reopen, name="round_reopen"),
    path("rounds/<int:pk>/committee/", committee.round_committee, name="round_committee"),
    path("rounds/<int:pk>/committee/new/", committee.seat_new, name="seat_new"),
    path("rounds/seats/<int:pk>/", committee.seat_edit, name="seat_edit"),
    path("rounds/seats/<int:pk>/remove/", committee.seat_remove, name="seat_remove"),
    path("rounds/seats/<int:pk>/excuse/", committee.seat_excuse, name="seat_excuse"),
    path("rounds/seats/<int:pk>/unexcuse/", committee.seat_unexcuse, name="seat_unexcuse"),
    path("rounds/<int:pk>/criteria/", criteria.round_criteria, name="round_criteria"),
    path("rounds/<int:pk>/scores/", decision.round_scores, name="round_scores"),
    path("rounds/<int:pk>/decide/", decision.round_decide, name="round_decide"),
    path("rounds/<int:pk>/reconsider/", decision.round_reconsider, name="round_reconsider"),
    path("rounds/<int:pk>/announce/", decision.round_announce, name="round_announce"),
    path("nominations/", nominations.nominations, name="nominations"),
    path("nominations/new/", nominations.nomination_new, name="nomination_new"),
    path("nominations/<int:pk>/", nominations.nomination, name="nomination"),
    path("nominations/<int:pk>/edit/", nominations.nomination_edit, name="nomination_edit"),
    path("nominations/<int:pk>/submit/", nominations.nomination_submit, name="nomination_submit"),
    path(
        "nominations/<int:pk>/receipt/", nominations.nomination_receipt, name="nomination_receipt"
    ),
    path("nominations/<int:pk>/return/", review.nomination_return, name="nomination_return"),
    path("nominations/<int:pk>/accept/", review.nomination_accept, name="nomination_accept"),
    path("scoring/", scores.scoring, name="scoring"),
    path("scoring/<int:pk>/", scores.score_sheet, name="score_sheet"),
    path("scoring/<int:pk>/submit/", scores.score_submit, name="score_submit"),
]
