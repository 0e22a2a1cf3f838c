"""Clients, to find and to correct."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from unfold.decorators import action, display
from unfold.widgets import UnfoldAdminEmailInputWidget

from atelier.people.actions import give_address
from atelier.people.actors import actor_of
from atelier.people.admin.acts import act_page
from atelier.people.admin.records import RecordAdmin
from atelier.people.models import Client


class ClientForm(forms.ModelForm):
    """A client's record; who only telephones keeps a number, and is written down once."""

    def validate_unique(self) -> None:
        """Hold it against the whole record's rules: the account, which is no field here, counts."""
        try:
            self.instance.validate_constraints()
        except ValidationError as refused:
            self.add_error(None, refused)


class AddressForm(forms.Form):
    """Where a client reads."""

    email = forms.EmailField(label="Email", max_length=254, widget=UnfoldAdminEmailInputWidget)


@admin.register(Client)
class ClientAdmin(RecordAdmin):
    """The people the pieces are made for."""

    form = ClientForm
    list_display = ("name", "address", "phone", "preferred_channel", "pieces", "created_at")
    list_filter = ("preferred_channel",)
    list_select_related = ("user",)
    search_fields = ("name", "user__email", "phone")
    search_help_text = "Name, address or telephone"
    actions_detail = ("book", "consultations", "receive", "hand_back", "write_address")
    readonly_fields = ("user", "created_at", "erased_at")
    fieldsets = (
        (None, {"fields": ("name", "user", ("phone", "preferred_channel"), "time_zone")}),
        ("Private to the house", {"fields": ("notes", ("created_at", "erased_at"))}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Client]:
        """Count each client's commissions."""
        return super().get_queryset(request).annotate(commission_count=Count("commissions"))

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A client begins with a request."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Client | None = None) -> bool:
        """A client's pieces stay on record."""
        return False

    @action(description="Book a consultation", url_path="book", permissions=["view"])
    def book(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Find a time for the client."""
        return self._open("admin:book_client", object_id)

    @action(description="Consultations", url_path="consultations", permissions=["view"])
    def consultations(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Open everything spoken and agreed with the client."""
        return self._open("admin:client_consultations", object_id)

    @action(description="Receive goods", url_path="receive", permissions=["view"])
    def receive(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Write down what the client brought."""
        return self._open("admin:receive_from", object_id)

    @action(description="Hand goods back", url_path="hand-back", permissions=["view"])
    def hand_back(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Give back what is the client's."""
        return self._open("admin:hand_back_to", object_id)

    @action(description="Write down their address", url_path="address", permissions=["address"])
    def write_address(self, request: HttpRequest, object_id: Any) -> HttpResponse:
        """Give an address to a client who only telephoned."""
        client = get_object_or_404(Client, pk=object_id)

        def act(given: dict[str, Any]) -> str:
            give_address(client=client, email=given["email"], by=actor_of(request))
            return f"From now on mails reach {client} at {given['email']}."

        return act_page(
            self,
            request,
            client,
            title=f"The address of {client}",
            sentence="Mails reach them there, and with it they open their own pages.",
            button="Write it down",
            form=AddressForm(request.POST or None),
            act=act,
        )

    def has_address_permission(self, request: HttpRequest, object_id: Any = None) -> bool:
        """Who may change a client, where no mail reaches them yet."""
        may = self.has_change_permission(request)
        return may and Client.objects.filter(pk=object_id, user=None).exists()

    def _open(self, name: str, object_id: Any) -> HttpResponse:
        client = get_object_or_404(Client, pk=object_id)
        return HttpResponseRedirect(reverse(name, args=[client.public_id]))

    @display(description="Address", ordering="user__email")
    def address(self, client: Client) -> str:
        """Where codes and mails go."""
        return client.email

    @display(description="Commissions", ordering="commission_count")
    def pieces(self, client: Client) -> int:
        """How many they asked for."""
        return int(client.commission_count)  # type: ignore[attr-defined]
