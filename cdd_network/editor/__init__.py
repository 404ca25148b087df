"""The programme editor: a year's content as sections, each a form over its part of the year's JSON."""
