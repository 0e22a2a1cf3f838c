"""Sends what waits in the outbox, and starts what waits for an event."""


def wake(kind: str) -> None:
    """Start the task that waits for events of this kind, if there is one."""


def wake_sender() -> None:
    """Start the sender now; the sweep on beat finds whatever a lost wake leaves behind."""
