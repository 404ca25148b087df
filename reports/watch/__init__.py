"""Watching the year: boards, reminders, calendars and what is told of them."""
