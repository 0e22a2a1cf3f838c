"""Serves a stored file. The view that calls this has already decided who may see it."""

from django.http import FileResponse, Http404, HttpResponseBase

from atelier.files.models import FileKind, StoredFile

# A paper may carry HTML or a script in its middle: a browser gets no chance to run it.
_HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.STL: "model/stl",
    FileKind.GLB: "model/gltf-binary",
}


def serve_file(stored: StoredFile, *, download: bool = True) -> HttpResponseBase:
    """Return the bytes as they were sent, to be saved; `download=False` lets a page load them.

    Raises `Http404` when the file is gone.
    """
    try:
        file = stored.file.open()
    except FileNotFoundError:
        raise Http404("The file is missing.") from None
    return FileResponse(
        file,
        as_attachment=download,
        filename=saved_name(stored),
        content_type=_TYPES[FileKind(stored.kind)],
        headers=_HEADERS,
    )


def saved_name(stored: StoredFile) -> str:
    """Return the sender's name with the ending its bytes deserve: "a.html" is "a.html.pdf"."""
    ending = f".{stored.kind}"
    name = stored.original_name or str(stored.public_id)
    return name if name.lower().endswith(ending) else name + ending
