"""Mails about offers: to the client through discretion, to the house with a link."""

from django.db.models import F

from atelier.materials.models.stones import Title
from atelier.paper import attachment
from orders.documents.agreement import agreement_pdf
from orders.letters import to_client, to_house
from orders.models import Approval, CommissionStone, Quote, QuoteOption


def tell_sent(quote: Quote) -> None:
    """Tell the client that options wait to be compared."""
    to_client(
        quote.commission,
        "quote.sent",
        subject="Your options are ready to compare",
        template="mail/quote_sent.txt",
        context={"quote": quote},
        dedup_key=f"quote.sent:{quote.pk}",
        page=f"offer/{quote.number}/",
        button="Compare your options",
    )


def tell_approved(approval: Approval) -> None:
    """Confirm the agreed version to the client, and tell the house."""
    quote = approval.quote
    to_client(
        quote.commission,
        "quote.approved",
        subject="Thank you: your piece is agreed",
        template="mail/quote_approved.txt",
        context={"quote": quote, "approval": approval},
        dedup_key=f"quote.approved:{quote.pk}",
        page="approval/",
        button="What happens next",
        attachments=[_agreement(approval)],
    )
    to_house(
        quote.commission,
        "quote.approved",
        subject=f"{quote.commission.reference}: approved",
        sentence=f"{approval.signed_name} approved “{approval.option.title}”.{_to_buy(approval)}",
        dedup_key=f"quote.approved:{quote.pk}:house",
    )


def _agreement(approval: Approval) -> dict[str, str]:
    name = f"agreement-{approval.quote.commission.reference}.pdf"
    return attachment(agreement_pdf(approval), name)


def _to_buy(approval: Approval) -> str:
    """Say which stones of an agreed piece are still their dealer's: none is set before that."""
    on_memo = approval.option.stones.filter(stone__memo__isnull=False, stone__title=Title.MEMO)
    offered = on_memo.select_related("stone__variety").annotate(
        dealer=F("stone__memo__dealer__name")
    )
    return "".join(f" Buy the {each.stone} from {each.dealer} first." for each in offered)


def tell_stone_lost(option: QuoteOption, promise: CommissionStone, words: str) -> None:
    """Tell the house that a client could not approve: who has the stone, and since when."""
    quote = option.quote
    to_house(
        quote.commission,
        "quote.stone_lost",
        subject=f"{quote.commission.reference}: a stone is no longer free",
        sentence=f"{quote.commission.client} wanted to approve “{option.title}” of version"
        f" {quote.number}, but its {promise.stone} is {words}. They were told that a new choice"
        " is being prepared at once.",
        dedup_key=f"quote.stone_lost:{quote.pk}:{promise.pk}",
    )


def tell_declined(quote: Quote) -> None:
    """Tell the house why a version was declined."""
    to_house(
        quote.commission,
        "quote.declined",
        subject=f"{quote.commission.reference}: declined",
        sentence=f"Version {quote.number} was declined: {quote.decline_reason}",
        dedup_key=f"quote.declined:{quote.pk}",
    )


def tell_metal_moved(quote: Quote, moved: str) -> None:
    """Tell both sides that a version is closed because its metal moved, in `moved`'s words."""
    to_client(
        quote.commission,
        "quote.metal_moved",
        subject="We are pricing your options again",
        template="mail/quote_metal.txt",
        context={"quote": quote, "moved": moved},
        dedup_key=f"quote.expired:{quote.pk}",
        page="messages/",
        button="Open your page",
    )
    to_house(
        quote.commission,
        "quote.metal_moved",
        subject=f"{quote.commission.reference}: {moved}",
        sentence=f"{moved} since version {quote.number} was priced, so it is closed. Re-issue it at"
        " today's prices: one press on the quote's page.",
        dedup_key=f"quote.expired:{quote.pk}:house",
    )


def tell_expired(quote: Quote) -> None:
    """Tell both sides that a version is over: the client may ask for a fresh one."""
    to_client(
        quote.commission,
        "quote.expired",
        subject="Your options have expired",
        template="mail/quote_expired.txt",
        context={"quote": quote},
        dedup_key=f"quote.expired:{quote.pk}",
        page="messages/",
        button="Ask for fresh options",
    )
    to_house(
        quote.commission,
        "quote.expired",
        subject=f"{quote.commission.reference}: expired",
        sentence=f"Version {quote.number} was not answered in time.",
        dedup_key=f"quote.expired:{quote.pk}:house",
    )
