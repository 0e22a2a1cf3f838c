"""What the house looks up by itself."""

import logging

from celery import shared_task

from atelier.materials.feeds import FeedFailed, configured_feed, take_in

logger = logging.getLogger(__name__)


@shared_task(name="materials.read_metal_feed")
def read_metal_feed() -> None:
    """Read the house's feed of metal prices, where it has one."""
    feed = configured_feed()
    if feed is None:
        return
    try:
        quoted = feed.read()
    except FeedFailed as failure:
        logger.warning("The metal feed could not be read: %s", failure)
        return
    take_in(quoted)
