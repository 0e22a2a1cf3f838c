"""My bench, the list that keeps itself fresh, and the way from an envelope to its job."""

import re
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.shortcuts import redirect, render
from django.utils.http import quote_etag

from production import live
from production.bench import badges, signed_in, signed_in_quietly
from production.benches import bench_of
from production.models import Job

# A scanner types the whole address; a person types the eight characters, perhaps in two groups.
ENVELOPE = re.compile(r"([A-HJ-NP-Z2-9]{8})/*$")


@signed_in
def home(request: Any) -> HttpResponse:
    """Show Now, Next and Waiting."""
    shown = {"bench": bench_of(request.jeweller), "etag": _etag(request)}
    return render(request, "bench/home.html", shown)


def listing(request: HttpRequest) -> HttpResponseBase:
    """Answer a tablet's poll: 304 without a query while nothing changed, else the list."""
    etag = _etag(request)
    if etag and request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified()
    response = _list(request)
    if etag and response.status_code == 200:
        response["ETag"] = etag
        response["Cache-Control"] = "private, no-cache"
    return response


@signed_in
def find(request: Any) -> HttpResponse:
    """Open the job of a scanned or typed envelope code."""
    typed = request.GET.get("code", "").strip()
    code = typed.upper().replace(" ", "").replace("-", "")
    match = ENVELOPE.search(code)
    if match and Job.objects.filter(envelope=match[1]).exists():
        return redirect("bench:job", envelope=match[1])
    messages.error(request, f"No envelope says “{typed[:40]}”. Please look again.")
    return redirect("bench:home")


@signed_in_quietly
def _list(request: Any) -> HttpResponse:
    return render(request, "bench/parts/list.html", {"bench": bench_of(request.jeweller)})


def _etag(request: HttpRequest) -> str:
    version, reader = live.version(), badges.reader_of(request)
    return quote_etag(f"{reader}-{version}") if version and reader else ""
