"""Addresses of the province's board."""

from django.urls import path

from reports.views import board

urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/nudge/", board.board_nudge, name="board_nudge"),
]
