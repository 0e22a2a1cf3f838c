"""What Celery beat starts, and when. Each entry calls one app's task.

Tasks find their own work in Postgres, so a lost or doubled tick loses and doubles nothing.
"""

from typing import Any

BEAT: dict[str, dict[str, Any]] = {
    "send-waiting-messages": {"task": "journal.send_waiting", "schedule": 15.0},
    "expire-quotes": {"task": "orders.expire_quotes", "schedule": 3600.0},
}

# A committed event of this kind starts this task at once; the sweep above catches lost messages.
WAKES: dict[str, str] = {}
