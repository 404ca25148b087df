"""An app of kinds of slow work for tests, for the workers of other processes too."""
