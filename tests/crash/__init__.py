"""Killed without a word, at any line: what stands afterwards."""
