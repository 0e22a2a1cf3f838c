"""The public check at `/verify/`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from atelier.people.actors import address_of
from ownership.forms import CheckForm
from ownership.verification import check_piece, count_check


# Exempt, because an answer is the same for everybody and a cookie would greet every stranger.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a number and a code; answer whether they belong to a genuine piece."""
    if request.method == "GET":
        return render(request, "ownership/verify.html", {"form": CheckForm()})
    form = CheckForm(request.POST)
    if not count_check(address_of(request) or ""):
        return render(request, "429.html", status=429)
    if not form.is_valid():
        return render(request, "ownership/verify.html", {"form": form}, status=400)
    piece = check_piece(form.cleaned_data["serial"], form.cleaned_data["code"])
    return render(request, "ownership/verify.html", {"form": form, "checked": True, "piece": piece})
