"""Who may do what in the workshop, and what stands in the way. Every button asks these too."""

from production.policies.opening import blocks_of, check_may_open, warnings_of

__all__ = ["blocks_of", "check_may_open", "warnings_of"]
