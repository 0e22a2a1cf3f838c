"""Lists of what is made by actions and kept for ever."""

from django.http import HttpRequest
from unfold.admin import ModelAdmin


class Kept(ModelAdmin):
    """Nothing here is added, or taken away, by hand."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Its own action makes it."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """It stays on record."""
        return False


class ReadOnly(Kept):
    """Nothing here is changed either."""

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Only an action changes it."""
        return False
