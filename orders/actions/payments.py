"""Money: what falls due is in `instalments`, what came in is recorded here and never edited."""

from orders.actions.instalments import draw_up_instalments, fall_due

__all__ = ["draw_up_instalments", "fall_due"]
