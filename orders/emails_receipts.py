"""The mail that carries a custody receipt, discreet where the piece is a surprise."""

from atelier.materials import letters as goods_letters
from atelier.materials.models import Receipt
from orders.letters import to_client
from orders.models import Commission
from orders.policies.goods import OVER


def tell_receipt(receipt: Receipt) -> None:
    """Mail the client their receipt with its PDF; a surprise keeps the paper behind the sign-in.

    Goods that came for no piece in particular still keep quiet while any piece is a surprise.
    """
    commission = _spoken_of(receipt)
    if commission is None:
        return goods_letters.mail_receipt(receipt)
    return to_client(
        commission,
        "receipt.signed",
        subject=f"Your receipt {receipt.number}",
        template="mail/receipt_signed.txt",
        context={"receipt": receipt, "sentence": goods_letters.sentence_of(receipt)},
        dedup_key=f"receipt.signed:{receipt.pk}",
        page="stones/",
        button="See what we hold",
        attachments=[goods_letters.attached(receipt)],
    )


def _spoken_of(receipt: Receipt) -> Commission | None:
    if receipt.commission_id:
        return Commission.objects.get(pk=receipt.commission_id)
    living = Commission.objects.of_client(receipt.client).exclude(status__in=OVER)
    return living.filter(is_surprise=True).first()
