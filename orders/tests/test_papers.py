"""The offer and the agreement on paper: exact words, frozen sums, no cost."""

import json
from base64 import b64decode
from copy import deepcopy
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.core.serializers.json import DjangoJSONEncoder

from atelier.house.models import House
from atelier.journal.models import OutgoingMessage
from atelier.materials.models import Alloy
from atelier.materials.tests.factories import make_stone
from atelier.pictures.tests.factories import make_picture, prepare_picture
from orders.comparison import with_options
from orders.documents import agreement_pdf, quote_pdf
from orders.documents.agreed import drawing_rows, piece_rows, size_words, stone_words
from orders.documents.agreement import agreement_words, payment_rows
from orders.documents.drawings import pictures_of
from orders.documents.quote import facts_of, quote_words, revisions_words
from orders.freezing.pieces import frozen_pieces
from orders.models import Approval, CommissionPicture, OptionStone, Quote
from orders.statuses import QuoteStatus
from orders.tests.drawing import make_drawing, make_shared
from orders.tests.factories import (
    make_approved,
    make_commission,
    make_draft,
    make_option,
    make_sent_quote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_new_york():
    House.current()
    House.objects.update(name="Maison Tessaly", country="US", tax_name="Sales tax")


def loaded(quote: Quote) -> Quote:
    quotes = with_options(Quote.objects.select_related("commission__client"))
    return quotes.get(pk=quote.pk)


def said(words: dict[str, object]) -> str:
    return json.dumps(words, cls=DjangoJSONEncoder, ensure_ascii=False)


def test_an_offer_says_its_options_in_step():
    quote = loaded(make_sent_quote())
    words = quote_words(quote)
    assert words["labels"] == ["Metal", "Stones", "Treatment", "Made in"]
    assert words["kinds"] == ["Metal", "Stones"]
    assert words["parts"] == ["50 % when you approve", "50 % before it comes to you"]
    assert words["tax"] == "Sales tax 8.875 %"
    one = words["options"][0]
    assert one["prices"] == [
        [{"words": "18k yellow gold", "quantity": "4.2 g ± 10 %", "amount": "$497.70"}],
        [{"words": "Emerald", "quantity": "1 ct", "amount": "$3,200.00"}],
    ]
    assert (one["subtotal"], one["tax"], one["total"]) == ("$3,697.70", "$328.17", "$4,025.87")
    assert one["parts"] == ["$2,012.94", "$2,012.93"]
    assert [len(option["values"]) for option in words["options"]] == [4, 4]


def test_what_holds_for_every_option():
    quote = make_sent_quote()
    quote.valid_until, quote.revision_price = date(2026, 3, 20), Decimal("150")
    assert facts_of(quote)[0] == ("Good until", "20 March 2026")
    assert revisions_words(quote) == "2 revisions are included; each further one is $150.00."
    quote.revisions_included = 1
    assert revisions_words(quote) == "1 revision is included; each further one is $150.00."
    quote.revisions_included = 0
    assert revisions_words(quote) == "Each revision of the design is $150.00."


@pytest.mark.parametrize("many", [2, 3, 4])
def test_an_offer_prints_with_any_number_of_options(many):
    quote = make_draft(options=many - 1)
    long = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
    make_option(quote, title=f"{long[:78]}", trade_off=long * 2, upkeep="#panic() *no* $x$ @me")
    OptionStone.objects.create(option=quote.options.get(position=1), stone=make_stone())
    words = quote_words(loaded(quote))
    assert words["lying"] is (many > 2)
    assert words["standing"] == "A draft, not sent yet."
    assert quote_pdf(loaded(quote)).startswith(b"%PDF-")


def test_a_closed_offer_says_so_on_paper():
    quote = make_sent_quote()
    assert quote_words(loaded(quote))["standing"].startswith("Good until ")
    Quote.objects.update(status=QuoteStatus.SUPERSEDED)
    assert quote_words(loaded(quote))["standing"] == "A newer version replaces this one."


def test_an_offer_with_a_drawing_whose_file_is_gone_still_prints():
    quote = make_sent_quote()
    for caption in ("Seen from above", "From the side"):
        CommissionPicture.objects.create(
            commission=quote.commission,
            picture=prepare_picture(),
            caption=caption,
            from_client=False,
            released_at=datetime(2026, 3, 1, tzinfo=UTC),
        )
    gone = CommissionPicture.objects.get(caption="Seen from above").picture
    for rendition in gone.renditions.all():
        rendition.file.delete(save=False)
    assert quote_pdf(loaded(quote)).startswith(b"%PDF-")


def test_the_drawing_that_stands_goes_before_pictures_released_one_by_one():
    commission = make_commission()
    released = CommissionPicture.objects.create(
        commission=commission,
        picture=make_picture(),
        caption="A sketch",
        from_client=False,
        released_at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    make_drawing(commission)
    shown = [(each.picture, each.is_drawn) for each in pictures_of(commission)]
    assert shown == [(released.picture, False)]
    other = make_shared(make_commission())
    (drawn,) = pictures_of(other.commission)
    assert (drawn.picture, drawn.is_drawn) == (other.files.get().picture, True)


def test_an_agreement_says_what_was_frozen():
    approval = make_approved()
    approval.at = datetime(2026, 3, 6, 15, 0, tzinfo=UTC)
    words = agreement_words(approval)
    assert words["lines"] == [
        ("18k yellow gold", "4.2 g ± 10 %", "$497.70"),
        ("Emerald", "1 ct", "$3,200.00"),
    ]
    assert words["sums"] == [
        ("Before tax", "$3,697.70"),
        ("Sales tax 8.875 %", "$328.17"),
        ("Total", "$4,025.87"),
    ]
    assert words["payments"] == [
        ("50 % when you approve", "$2,012.94"),
        ("50 % before it comes to you", "$2,012.93"),
    ]
    assert words["facts"][0] == ("Metal", "18k yellow gold, stamped 18K 750")
    assert words["facts"][-1][1] == "Engagement ring, size US / Canada 7, 17.32 mm inside"
    assert words["promises"][0] == ("Finished", "Between 3 April 2026 and 17 April 2026")
    assert (words["signature"], words["signed_at"]) == ("A Client", "6 March 2026, 10:00 EST")
    assert words["sha256"] == approval.sha256


def test_an_agreement_prints_the_same_whatever_changes_afterwards():
    approval = make_approved()
    before = agreement_pdf(approval)
    Alloy.objects.update(name="Tin", stamp="")
    House.objects.update(tax_rate=Decimal("20"), terms="Others", currency="EUR")
    approval.commission.pieces.update(ring_size_label="9", ring_diameter=Decimal("18.95"))
    assert agreement_pdf(Approval.objects.get(pk=approval.pk)) == before


def test_what_was_frozen_before_a_field_existed_still_prints():
    approval = make_approved()
    kept = ("commission", "option", "price")
    old = {key: value for key, value in deepcopy(approval.frozen).items() if key in kept}
    old["price"].pop("schedule")
    old["option"] = {"title": "In yellow gold", "metal": {"name": "18k yellow gold"}}
    approval.frozen = old
    words = agreement_words(approval)
    assert words["payments"] == [("Deposit, 50 %", "$2,012.94")]
    assert (words["stones"], words["drawings"], words["warnings"]) == ([], [], [])
    assert agreement_pdf(approval).startswith(b"%PDF-")
    old["price"].pop("deposit")
    assert payment_rows(old["price"]) == []


def test_a_frozen_stone_is_said_with_everything_disclosed():
    stone = {
        "place": "centre",
        "description": "green emerald, clarity enhanced, minor (F1), oil",
        "title": "The atelier's",
        "count": 2,
        "cut": "Emerald cut",
        "mm": ["8.00", "6.00", ""],
        "carats": "1.310",
        "grades": {"clarity": "VS1"},
        "laboratory": "GIA",
        "report_number": "2141438171",
        "origin": "Colombia, in the opinion of GIA",
        "special_care": "Keep from heat.",
        "report_sha256": "ab" * 32,
    }
    assert stone_words(stone) == [
        "Green emerald, clarity enhanced, minor (F1), oil",
        "2 of them, emerald cut, 8.00 × 6.00 mm, 1.31 ct, clarity VS1, the atelier's",
        "GIA report 2141438171, Colombia, in the opinion of GIA",
        "Keep from heat.",
        f"Report as filed, SHA-256 {'ab' * 32}",
    ]
    early = {"variety": "Sapphire", "growth": "Natural", "treatment": "Heated", "mm": []}
    assert stone_words(early) == ["Sapphire, natural, heated"]
    estimated = {"variety": "Emerald", "carats": "", "carats_estimated": "1.310"}
    assert stone_words(estimated)[1] == "About 1.31 ct, estimated"
    assert stone_words({"variety": "Ruby", "title": "The client's own"})[1] == "Your own"
    lent = {"variety": "Ruby", "title": "On memo from a dealer"}
    assert stone_words(lent)[1] == "Bought for this piece"


def test_drawings_carry_their_pins_and_hashes():
    agreed = {
        "drawings": [{"caption": "x", "sha256": "aa"}],
        "revision": {
            "files": [
                {"caption": "", "name": "ring.stl", "sha256": "bb", "pins": []},
                {
                    "caption": "From above",
                    "sha256": "cc",
                    "pins": [{"number": 1, "text": "2.1 mm here"}],
                },
            ]
        },
    }
    assert drawing_rows(agreed) == [
        ("ring.stl", ["SHA-256 bb"]),
        ("From above", ["1. 2.1 mm here", "SHA-256 cc"]),
    ]
    assert drawing_rows({"drawings": [{"sha256": "aa"}]}) == [("Drawing 1", ["SHA-256 aa"])]


def test_what_a_bracelet_is_made_to_and_where_a_ring_is_worn_is_agreed():
    commission = make_commission()
    worn = {"wrist": Decimal(160), "ease": "comfort", "finger": "Ring finger, left hand"}
    commission.pieces.update(**worn)
    [(_, words)] = piece_rows({"pieces": frozen_pieces(commission)})
    assert "worn on: ring finger, left hand" in words
    assert words.endswith("wrist 160.0 mm, ease: with room to move, bracelet 180.0 mm long")


def test_a_size_stands_with_its_system_and_millimetres():
    assert size_words({"diameter_mm": "", "system": "", "label": ""}) == ""
    assert size_words({"diameter_mm": "15.92"}) == "15.92 mm inside"
    given = {"diameter_mm": "15.92", "system": "eu", "label": "50"}
    assert size_words(given) == "size EU (ISO 8653) 50, 15.92 mm inside"
    pair = {"pieces": [{"part": "A", "type": "Wedding band", "band_width_mm": "4.00"}]}
    assert piece_rows(pair) == [("Piece A", "Wedding band, band 4.00 mm wide")]


def test_the_cost_is_on_no_paper():
    approval = make_approved()
    assert "77.77" not in said(quote_words(loaded(approval.quote)))
    assert "77.77" not in said(agreement_words(approval))
    assert "77.77" not in said(approval.frozen)


def approval_mail(approval: Approval) -> OutgoingMessage:
    client = approval.quote.commission.client
    assert client is not None
    return OutgoingMessage.objects.get(kind="quote.approved", to=client.email)


def test_the_signed_agreement_comes_with_the_mail():
    approval = make_approved()
    (paper,) = approval_mail(approval).attachments
    assert paper["name"] == f"agreement-{approval.commission.reference}.pdf"
    assert paper["type"] == "application/pdf"
    approval.refresh_from_db()
    assert b64decode(paper["base64"]) == agreement_pdf(approval)


def test_a_surprise_carries_no_paper():
    approval = make_approved(make_commission(is_surprise=True))
    assert approval_mail(approval).attachments == []
