"""Addresses of the request. A draft is named by its public id and opens only to its own visitor."""

from django.urls import path, register_converter

from orders.steps import Step
from orders.views import begin, links, pictures, sent, steps

app_name = "orders"


class StepConverter:
    """A step's name in an address."""

    regex = "|".join(Step)

    def to_python(self, value: str) -> Step:
        """Return the step."""
        return Step(value)

    def to_url(self, value: str) -> str:
        """Return its name."""
        return str(value)


register_converter(StepConverter, "step")

urlpatterns = [
    path("", begin.begin, name="begin"),
    path("ring-size/", steps.ring_size, name="ring_size"),
    path("resume/<str:token>/", links.resume, name="resume"),
    path("look/<str:token>/", links.look, name="look"),
    path("<uuid:request_id>/<step:step>/", steps.answer, name="step"),
    path("<uuid:request_id>/pictures/", pictures.add, name="add_picture"),
    path(
        "<uuid:request_id>/pictures/<uuid:public_id>/<int:width>/",
        pictures.show,
        name="picture",
    ),
    path("<uuid:request_id>/price/", steps.price, name="price"),
    path("<uuid:request_id>/link/", links.mail_link, name="mail_link"),
    path("<uuid:request_id>/seen/", links.seen, name="seen"),
    path("<uuid:request_id>/sent/", sent.sent, name="sent"),
]
