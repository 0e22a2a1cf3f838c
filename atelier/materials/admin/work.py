"""The price list: kinds of work by the hour, and what has a fixed price."""

from django.contrib import admin
from unfold.decorators import display

from atelier.materials.models import Operation, Service
from atelier.people.admin.records import RecordAdmin


@admin.register(Operation)
class OperationAdmin(RecordAdmin):
    """An hour of each kind of work; empty means the house's own rate."""

    list_display = ("name", "code", "sold", "costs", "order")
    search_fields = ("name", "code")
    fields = (("name", "code"), ("rate", "cost"), "order")

    @display(description="Rate per hour", ordering="rate")
    def sold(self, operation: Operation) -> str:
        """To a client."""
        return "As the house" if operation.rate is None else f"{operation.rate:,}"

    @display(description="Cost per hour", ordering="cost")
    def costs(self, operation: Operation) -> str:
        """To the house."""
        return "As the house" if operation.cost is None else f"{operation.cost:,}"


@admin.register(Service)
class ServiceAdmin(RecordAdmin):
    """Reports, findings, plating, shipping: at a price of their own."""

    list_display = ("name", "kind", "asked", "costs", "source", "offered")
    list_filter = ("kind", "is_offered", "source")
    search_fields = ("name", "code", "source")
    fields = (
        ("name", "code"),
        ("kind", "is_offered"),
        ("price", "cost", "currency"),
        ("source", "order"),
    )

    @display(description="Price", ordering="price")
    def asked(self, service: Service) -> str:
        """To a client."""
        return f"{service.price:,} {service.currency}"

    @display(description="Cost", ordering="cost")
    def costs(self, service: Service) -> str:
        """To the house."""
        return f"{service.cost:,} {service.currency}"

    @display(description="In offers", label={"Offered": "success", "Not offered": "info"})
    def offered(self, service: Service) -> str:
        """Whether it is offered."""
        return "Offered" if service.is_offered else "Not offered"
