"""Settings, chains and their lengths."""

from django.contrib import admin
from unfold.decorators import display

from atelier.materials.models import ChainLength, ChainStyle, Setting
from atelier.people.admin.records import RecordAdmin


@admin.register(Setting)
class SettingAdmin(RecordAdmin):
    """Ways of holding a stone, with a setter's minutes for one."""

    list_display = ("name", "code", "for_one_stone", "order")
    search_fields = ("name", "code")

    @display(description="For one stone", ordering="minutes")
    def for_one_stone(self, setting: Setting) -> str:
        """Minutes, or that they are not known."""
        return f"{setting.minutes} min" if setting.minutes else "Not known"


@admin.register(ChainStyle)
class ChainStyleAdmin(RecordAdmin):
    """How a chain is linked."""

    list_display = ("name",)
    search_fields = ("name",)


@admin.register(ChainLength)
class ChainLengthAdmin(RecordAdmin):
    """Names of lengths; they vary, so the length counts."""

    list_display = ("name", "in_inches", "in_millimetres")

    @display(description="Inches", ordering="inches")
    def in_inches(self, length: ChainLength) -> str:
        """The length as sold."""
        return f"{length.inches.normalize():f} in"

    @display(description="Millimetres")
    def in_millimetres(self, length: ChainLength) -> str:
        """The length as measured."""
        return f"{length.inches * 254 / 10:.1f} mm"
