"""How money and weights read on a client's pages."""

from django import template

from atelier.house import amounts

register = template.Library()
register.filter("money", amounts.money_words)
register.filter("plain", amounts.plain)
