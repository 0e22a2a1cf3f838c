"""Revisions and solids for tests; each call makes something new."""

from decimal import Decimal
from typing import Any

import numpy
import trimesh
from django.core.files.uploadedfile import SimpleUploadedFile

from atelier.files.tests.factories import PDF
from atelier.journal.actor import Actor
from atelier.journal.models import OutgoingMessage
from atelier.people.tests.factories import client_actor, staff_actor
from atelier.pictures.tests.factories import make_picture
from orders.actions.revisions import (
    add_file,
    approve_revision,
    place_pin,
    send_revision_code,
    share_revision,
    start_revision,
)
from orders.models import Commission, Pin, Revision, RevisionApproval, RevisionFile
from orders.tests.factories import make_commission


def upload(name: str = "drawing.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    """A file as the staff's browser sends it."""
    return SimpleUploadedFile(name, content)


def make_drawing(commission: Commission | None = None, **over: Any) -> Revision:
    """A draft with one ready picture."""
    commission = commission or make_commission()
    revision = start_revision(commission=commission, by=staff_actor(), **over)
    add_picture(revision)
    return revision


def add_picture(revision: Revision, **over: Any) -> RevisionFile:
    """A picture written straight into the tables, its hash that of nothing."""
    fields = {"picture": make_picture(sha256="e3" * 32, original_name="front.png")} | over
    return RevisionFile.objects.create(revision=revision, **fields)


def add_pin(kept: RevisionFile, **over: Any) -> Pin:
    """A pin in the middle that says how thick it is there."""
    fields: dict[str, Any] = {"x": Decimal("50"), "y": Decimal("25"), "text": "2.1 mm here"} | over
    return place_pin(file=kept, by=staff_actor(), **fields)


def make_shared(commission: Commission | None = None, **over: Any) -> Revision:
    """A drawing the client can see."""
    note = over.pop("note", "The shoulders are finer.")
    return share_revision(revision=make_drawing(commission, **over), note=note, by=staff_actor())


def mailed_revision_code(revision: Revision, *, by: Actor) -> str:
    """Ask for the code that confirms `revision`, and read it from the outbox."""
    send_revision_code(revision=revision, version=revision.version, signed_name="A Client", by=by)
    newest = OutgoingMessage.objects.filter(kind="code.sent").order_by("-created_at")[0]
    return str(newest.secrets["code"])


def approve_drawing(revision: Revision, **over: Any) -> RevisionApproval:
    """Approve a shared revision as its client does, code and all."""
    by = over.pop("by", None) or client_actor(revision.commission.client)
    shown: dict[str, Any] = {"version": revision.version, "signed_name": "A Client"} | over
    code = shown.pop("code", None) or mailed_revision_code(revision, by=by)
    return approve_revision(revision=revision, code=code, by=by, **shown)


def stl_of(mesh: trimesh.Trimesh) -> bytes:
    """A mesh as a binary STL."""
    content = mesh.export(file_type="stl")
    assert isinstance(content, bytes)
    return content


def stl_text_of(mesh: trimesh.Trimesh) -> str:
    """A mesh as an STL in letters."""
    content = mesh.export(file_type="stl_ascii")
    assert isinstance(content, str)
    return content


def beside(*meshes: trimesh.Trimesh) -> trimesh.Trimesh:
    """Several meshes in one file."""
    joined = trimesh.util.concatenate(meshes)
    assert isinstance(joined, trimesh.Trimesh)
    return joined


def box(*sides: float, at: tuple[float, float, float] = (0, 0, 0)) -> trimesh.Trimesh:
    """A closed box of these sides, in the file's unit, its middle at `at`."""
    mesh = trimesh.creation.box(sides)
    mesh.apply_translation(at)
    return mesh


def without_faces(mesh: trimesh.Trimesh, count: int = 1) -> trimesh.Trimesh:
    """The same mesh with its first triangles taken away."""
    return trimesh.Trimesh(mesh.vertices, mesh.faces[count:], process=False)


def band(inside: float, width: float, thick: float, around: int = 720) -> trimesh.Trimesh:
    """A flat band: `inside` is its inner diameter in mm; its section is a rectangle."""
    inner, outer = inside / 2, inside / 2 + thick
    section = [(inner, 0.0), (outer, 0.0), (outer, width), (inner, width)]
    turn = numpy.linspace(0, 2 * numpy.pi, around, endpoint=False)
    corners = numpy.array(
        [[r * numpy.cos(a), r * numpy.sin(a), z] for a in turn for r, z in section]
    )
    faces = []
    for step in range(around):
        here, there = 4 * step, 4 * ((step + 1) % around)
        for side in range(4):
            a, b = here + side, here + (side + 1) % 4
            c, d = there + side, there + (side + 1) % 4
            faces += [(a, c, b), (b, c, d)]
    mesh = trimesh.Trimesh(corners, numpy.array(faces), process=False)
    return mesh if mesh.volume > 0 else mesh.invert() or mesh


def add_solid(revision: Revision, content: bytes, **over: Any) -> RevisionFile:
    """An STL added to a draft, still to be measured."""
    name = over.pop("name", "band.stl")
    return add_file(revision=revision, upload=upload(name, content), by=staff_actor(), **over)
