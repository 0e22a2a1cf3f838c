"""Accounts and the staff among them; closing an account ends its sessions at once."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as AccountAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from unfold.admin import StackedInline
from unfold.decorators import display
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from atelier.people.admin.records import RecordAdmin
from atelier.people.models import StaffMember, User

admin.site.unregister(Group)


class AddAccountForm(UserCreationForm):
    """Asks for an address where Django's own asks for a user name."""

    class Meta:
        model = User
        fields = ("email", "name")


class StaffInline(StackedInline):
    """What the house does with this account."""

    model = StaffMember
    extra = 0
    can_delete = False


@admin.register(Group)
class GroupAdmin(RecordAdmin):
    """What a group of staff may do. An owner says so: others could give themselves everything."""

    search_fields = ("name",)
    filter_horizontal = ("permissions",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """An owner's."""
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """An owner's."""
        return bool(request.user.is_superuser)

    def has_delete_permission(self, request: HttpRequest, obj: Group | None = None) -> bool:
        """An owner's."""
        return bool(request.user.is_superuser)


@admin.register(User)
class UserAdmin(AccountAdmin, RecordAdmin):
    """Accounts: an address, whether it is open, and what it may do in the admin."""

    form = UserChangeForm
    add_form = AddAccountForm
    change_password_form = AdminPasswordChangeForm
    inlines = (StaffInline,)
    ordering = ("email",)
    list_display = ("email", "name", "is_staff", "is_active", "last_login")
    list_filter = ("is_staff", "is_active", "groups")
    search_fields = ("email", "name")
    readonly_fields = ("last_login", "joined_at")
    filter_horizontal = ("groups",)
    fieldsets = (
        (None, {"fields": (("email", "name"), "password")}),
        ("May", {"fields": (("is_active", "is_staff", "is_superuser"), "groups")}),
        ("When", {"fields": (("joined_at", "last_login"),)}),
    )
    add_fieldsets = (
        (None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),
    )

    def get_inlines(self, request: HttpRequest, obj: User | None) -> Any:
        """Ask about the house's work only of staff who are there already."""
        return self.inlines if obj and obj.is_staff else ()

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Only an owner makes owners, and only an owner says who may enter."""
        shown = super().get_readonly_fields(request, obj)
        if request.user.is_superuser:
            return shown
        return (*shown, "is_superuser", "is_staff", "groups", "email")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account that enters the admin is changed by an owner alone."""
        if obj and (obj.is_staff or obj.is_superuser) and not request.user.is_superuser:
            return False
        return bool(super().has_change_permission(request, obj))

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """Let an owner alone give a password: who gives one can sign in with it."""
        if not request.user.is_superuser:
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """An account is closed, not deleted: its history stays."""
        return False


@admin.register(StaffMember)
class StaffMemberAdmin(RecordAdmin):
    """Who advises, evaluates stones and leads the bench."""

    list_display = (
        "user",
        "title",
        "is_advisor",
        "hours",
        "is_gemmologist",
        "is_bench_lead",
        "phone",
    )
    list_filter = ("is_advisor", "is_gemmologist", "is_bench_lead")
    list_select_related = ("user",)
    search_fields = ("user__name", "user__email", "title")
    autocomplete_fields = ("user",)

    @display(description="Hours")
    def hours(self, member: StaffMember) -> str:
        """The way to when an advisor can be met."""
        if not (member.is_advisor and member.user.is_active):
            return ""
        where = reverse("admin:consultations_advisor_change", args=[member.user_id])
        return format_html('<a href="{}">Hours and special days</a>', where)
