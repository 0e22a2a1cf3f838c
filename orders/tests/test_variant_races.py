"""Two options made from one at the same moment, where there is room for one more."""

from threading import Barrier

import pytest
from django.db import IntegrityError

from atelier.journal.refusals import Refusal
from atelier.materials.models import Alloy
from atelier.people.tests.factories import staff_actor
from atelier.people.tests.racing import at_once
from orders.actions import variants
from orders.actions.variants import vary_option
from orders.models import Quote, QuoteOption
from orders.tests.factories import make_draft


def alloy(code):
    return Alloy.objects.get(code=code)


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def racing(self):
        quote = make_draft(options=3)
        option = quote.options.get(position=1)
        acts = [
            lambda code=code: vary_option(
                option=QuoteOption.objects.get(pk=option.pk), alloy=alloy(code), by=staff_actor()
            )
            for code in ("18KR", "PT950-RU")
        ]
        return quote, at_once(acts)

    def test_only_one_becomes_the_fourth(self):
        quote, found = self.racing()
        assert sum(isinstance(each, Refusal) for each in found) == 1
        assert quote.options.count() == 4

    def test_without_the_lock_there_would_be_five(self, monkeypatch):
        together = Barrier(2)

        def look(quote):
            together.wait(timeout=30)
            return Quote.objects.select_related("commission").get(pk=quote.pk)

        def count(quote):
            assert quote.options.count() < 4
            together.wait(timeout=30)

        monkeypatch.setattr(variants, "locked_quote", look)
        monkeypatch.setattr(variants, "check_add_option", count)
        quote, found = self.racing()
        # Both thought there was room: a fifth option, or an error of the database for one.
        assert quote.options.count() == 5 or any(isinstance(one, IntegrityError) for one in found)
