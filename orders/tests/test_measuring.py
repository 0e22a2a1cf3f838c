"""The worker that measures solids, and the child in which it does."""

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from atelier.files.screening import UnusableFile
from atelier.journal.models import Event
from atelier.materials.models import Alloy
from atelier.people.tests.factories import staff_actor
from orders import tasks
from orders.actions.revisions import add_file, remove_file
from orders.meshes import measuring, sandbox
from orders.meshes.sandbox import Unmeasurable, measure_file
from orders.models import RevisionFile
from orders.tests.drawing import (
    add_picture,
    add_solid,
    box,
    make_drawing,
    stl_of,
    upload,
    without_faces,
)
from orders.tests.factories import make_alloy

CUBE = box(10, 10, 10)


@pytest.mark.django_db
class TestTheWorker:
    def test_a_cube_weighs_what_the_density_says(self) -> None:
        kept = add_solid(make_drawing(), stl_of(CUBE))
        assert kept.grams_in(make_alloy()) is None
        tasks.measure_solids()
        kept.refresh_from_db()
        assert kept.volume == Decimal("1000.000")
        assert kept.grams_in(Alloy.objects.get(code="18KY")) == Decimal("15.580")
        assert kept.grams_in(Alloy(density=Decimal("20.7"))) == Decimal("20.700")
        assert (kept.bodies, kept.mesh_problem, kept.leased_until) == (1, "", None)

    def test_what_cannot_be_measured_says_why_and_is_not_tried_again(self) -> None:
        kept = add_solid(make_drawing(), stl_of(without_faces(CUBE)))
        tasks.measure_solids()
        kept.refresh_from_db()
        assert (kept.volume, kept.measured_at is None) == (None, False)
        assert "3 open edges" in kept.mesh_problem
        assert not measuring.measure_next()
        outcome = Event.objects.get(kind="mesh.measured").data["outcome"]
        assert outcome == kept.mesh_problem

    def test_only_solids_are_measured_and_each_once(self) -> None:
        draft = make_drawing()
        add_picture(draft)
        add_solid(draft, b"%PDF-1.7\n%%EOF\n", name="paper.pdf")
        assert measuring.claim() is None
        kept = add_solid(draft, stl_of(CUBE))
        claimed = measuring.claim()
        assert claimed == kept
        assert measuring.claim() is None
        assert claimed is not None
        measuring.measure(claimed)
        measuring.measure(claimed)
        assert Event.objects.filter(kind="mesh.measured").count() == 1

    def test_a_solid_that_kills_its_worker_is_given_up(self, monkeypatch) -> None:
        kept = add_solid(make_drawing(), stl_of(CUBE))
        monkeypatch.setattr(sandbox.measure, "__file__", "/nonexistent.py")
        for attempt in range(1, 4):
            assert measuring.measure_next()
            kept.refresh_from_db()
            assert (kept.attempts, kept.measured_at) == (attempt, None)
            assert not measuring.measure_next()
            RevisionFile.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        assert measuring.measure_next()
        kept.refresh_from_db()
        assert kept.mesh_problem == measuring.GIVEN_UP

    def test_a_solid_removed_meanwhile_leaves_nothing_behind(self) -> None:
        draft = make_drawing()
        kept = add_solid(draft, stl_of(CUBE))
        claimed = measuring.claim()
        assert claimed is not None
        remove_file(kept=kept, by=staff_actor())
        measuring.measure(claimed)
        assert not Event.objects.filter(kind="mesh.measured").exists()


class TestTheSandbox:
    def test_the_child_knows_nothing_of_the_house(self, tmp_path: Path, monkeypatch) -> None:
        spy = tmp_path / "spy.py"
        spy.write_text(
            "import json, os, sys\nsys.exit(json.dumps(sorted(set(os.environ) - {'LC_CTYPE'})))\n"
        )
        monkeypatch.setattr(sandbox.measure, "__file__", str(spy))
        with pytest.raises(sandbox.MeasurerDied, match=r"exit 1: \[\]"):
            measure_file(tmp_path / "solid.stl", "mm")

    def test_a_child_that_never_answers_is_ended(self, tmp_path: Path, monkeypatch) -> None:
        slow = tmp_path / "slow.py"
        slow.write_text("while True: pass\n")
        monkeypatch.setattr(sandbox.measure, "__file__", str(slow))
        monkeypatch.setattr(sandbox, "SECONDS", 0.3)
        assert measure_file(tmp_path / "solid.stl", "mm") == Unmeasurable(sandbox.TOO_SLOW)

    def test_a_child_has_a_limit_to_its_time(self, tmp_path: Path, monkeypatch) -> None:
        busy = tmp_path / "busy.py"
        busy.write_text(
            f"import sys; sys.path.insert(0, {str(Path(sandbox.measure.__file__).parent)!r})\n"
            "import measure; measure.CPU_SECONDS = 1; measure.confine()\n"
            "while True: pass\n"
        )
        monkeypatch.setattr(sandbox.measure, "__file__", str(busy))
        assert measure_file(tmp_path / "solid.stl", "mm") == Unmeasurable(sandbox.TOO_SLOW)

    def test_a_child_has_a_limit_to_its_memory(self, tmp_path: Path, monkeypatch) -> None:
        greedy = tmp_path / "greedy.py"
        greedy.write_text(
            f"import sys; sys.path.insert(0, {str(Path(sandbox.measure.__file__).parent)!r})\n"
            "import measure; measure.confine()\n"
            "bytes(3 * 1024 ** 3)\n"
        )
        monkeypatch.setattr(sandbox.measure, "__file__", str(greedy))
        with pytest.raises(sandbox.MeasurerDied, match="MemoryError"):
            measure_file(tmp_path / "solid.stl", "mm")


@pytest.mark.django_db
def test_a_truncated_file_is_refused_at_the_door() -> None:
    with pytest.raises(UnusableFile, match="“band.stl”"):
        add_file(
            revision=make_drawing(),
            upload=upload("band.stl", stl_of(CUBE)[:-20]),
            by=staff_actor(),
        )
