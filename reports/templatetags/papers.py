"""Filters of the papers' templates: text that goes on paper passes through one of these."""

from django import template

from reports import phrases

register = template.Library()
register.filter("digits", phrases.digits)
register.filter("keep", phrases.keep)
register.filter("whole", phrases.whole)
register.filter("person", phrases.person)
register.filter("day", phrases.day)
register.filter("day_long", phrases.day_long)
register.filter("be", phrases.be)
register.filter("unit", phrases.number_unit)
