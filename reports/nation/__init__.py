"""A nation to test with: one province's years are told by the officers' own actions, then pressed
for every province as a seal is pressed, with other places, days, points and answers.

``pattern`` tells the imaginary province's year, ``stages`` takes it back and keeps its rows at each
stage as a ``seal``, ``press`` prints them for a province and year, ``vary`` makes provinces differ,
``past`` makes the years before, ``ground`` lays offices, accounts and groups, ``country`` decides
who stands where and ``afterwards`` adds visits, bundles and photographs.
"""
