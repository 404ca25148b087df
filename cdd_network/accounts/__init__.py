"""Accounts: who makes, hands over, closes and opens them, and the first of an installation."""
