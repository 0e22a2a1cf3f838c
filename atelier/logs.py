"""One JSON object a line, so that a log can be searched; secret links are left out of it."""

import json
import logging
import re
from datetime import UTC, datetime

# A secret link's token is 43 characters; nothing else in our addresses is as long.
_TOKEN = re.compile(r"(?<=/)[A-Za-z0-9_-]{40,}")
_KNOWN = ("status_code", "task_id", "task_name", "commission_id")


def scrub(text: str) -> str:
    """Return `text` without the tokens of secret links."""
    return _TOKEN.sub("…", text)


class JsonLines(logging.Formatter):
    """Time (UTC), level, logger, message and what else is known, as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": scrub(record.getMessage()),
        }
        line |= {name: getattr(record, name) for name in _KNOWN if hasattr(record, name)}
        if record.exc_info:
            line["traceback"] = scrub(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False, default=str)


class Plain(logging.Formatter):
    """The same for a person at a shell."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        return scrub(super().format(record))


def configuration(form: str) -> dict[str, object]:
    """Return Django's LOGGING with `form` "json" or "plain", everything to standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "atelier.logs.JsonLines"},
            "plain": {"()": "atelier.logs.Plain", "format": "%(levelname)s %(name)s: %(message)s"},
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": form}},
        "root": {"handlers": ["stderr"], "level": "INFO" if form == "json" else "WARNING"},
        "loggers": {
            "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "django.server": {"level": "INFO"},
            "fontTools": {"level": "WARNING"},
        },
    }
