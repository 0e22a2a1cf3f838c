"""What the person at the shell is told when the house cannot open."""

import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
import pytest

from atelier.local.house import House
from atelier.local.stack import BASE, CARELESS, EMPTY, Stack, opened
from atelier.local.trouble import Trouble

pytestmark = pytest.mark.stack


def _gone(processes: list[psutil.Process], seconds: float) -> list[psutil.Process]:
    return psutil.wait_procs(processes, seconds)[1]


def test_ctrl_c_closes_it_within_ten_seconds_and_leaves_no_process(house: Stack) -> None:
    processes = house.processes()
    started = time.monotonic()

    assert house.close() == 0

    assert time.monotonic() - started < 10
    assert _gone(processes, 0.5) == []
    assert len(processes) > 10
    assert house.output.endswith("Closing.\n")


def test_what_was_written_survives_a_kill_of_everything(house: Stack) -> None:
    with house.sql() as cursor:
        cursor.execute("CREATE TABLE kept (number int)")
        cursor.execute("INSERT INTO kept SELECT generate_series(1, 200)")
    secret = house.environment["SECRET_KEY"]

    for process in house.processes():
        # A part may have followed the first process already.
        with suppress(psutil.NoSuchProcess):
            process.kill()
    assert house.process is not None
    house.process.wait()
    started = time.monotonic()
    house.open()

    assert time.monotonic() - started < 20
    assert house.environment["SECRET_KEY"] == secret
    with house.sql() as cursor:
        cursor.execute("SELECT count(*) FROM kept")
        assert cursor.fetchone() == (200,)


def test_parts_follow_when_only_the_first_process_is_killed(house: Stack) -> None:
    first, *parts = house.processes()

    first.kill()

    assert [str(part) for part in _gone(parts, 30)] == []
    house.open()


def test_a_frozen_child_keeps_no_worker_when_the_first_process_is_killed(house: Stack) -> None:
    first, *parts = house.processes()
    (child, *_) = house.part("atelier worker").children()
    child.suspend()

    first.kill()

    assert [str(part) for part in _gone(parts, 30)] == []
    house.open()


def test_a_second_one_beside_it_says_where_the_first_is(house: Stack) -> None:
    second = house.try_to_open()

    assert second.returncode == 1
    assert second.stderr == (
        f"This house is open already: process {house.processes()[0].pid} serves it at "
        f"http://localhost:{house.port}; stop that one first.\n"
    )
    assert house.get("/healthz") == (200, "ok\n")


def test_a_taken_port_is_said_before_anything_is_started(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])

        refused = Stack(tmp_path / "var").try_to_open("--port", port)

    assert refused.returncode == 1
    assert refused.stderr == (
        f"Port {port} cannot be used (address already in use); give another with --port.\n"
    )
    assert not (tmp_path / "var" / "postgres").exists()


def test_a_missing_secret_beside_a_given_database_is_loud(tmp_path: Path) -> None:
    refused = Stack(tmp_path / "var").try_to_open(
        "--port", "0", DATABASE_URL="postgres://a:b@127.0.0.1:1/c"
    )

    assert refused.returncode == 1
    assert refused.stderr == "SECRET_KEY must be given where DATABASE_URL or REDIS_URL is.\n"


def test_a_house_of_its_own_without_mail_is_loud(tmp_path: Path) -> None:
    refused = Stack(tmp_path / "var").try_to_open("--port", "0", DEMO="0")

    assert refused.returncode == 1
    assert refused.stderr.startswith("EMAIL_URL must be given outside the demo, for codes")
    assert refused.stderr.count("\n") == 1
    assert not (tmp_path / "var" / "postgres").exists()


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    refused = Stack(tmp_path / "file" / "var").try_to_open()

    assert refused.stderr == f"{tmp_path}/file/var cannot be written: not a directory.\n"


def test_a_full_disk_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Trouble, match=r"^The disk is full: .* are needed\.$"):
        House(tmp_path).prepare(needed_mb=10**9)


def test_an_old_python_is_one_sentence(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    refused = subprocess.run(
        ["/bin/sh", BASE / "bin" / "serve"],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert refused.returncode == 1
    assert refused.stderr == (
        "Atelier needs Python 3.11 or newer, and no such python3 is on the PATH.\n"
    )


def test_only_the_owner_reads_secrets(house: Stack) -> None:
    for name in ("environment", "secrets.json", "valkey/valkey.conf"):
        assert (house.data / name).stat().st_mode & 0o077 == 0
    for folder in ("log", "media", "postgres", "valkey"):
        assert (house.data / folder).stat().st_mode & 0o077 == 0


def test_another_shell_finds_the_running_parts(house: Stack) -> None:
    run = subprocess.run(
        [str(BASE / ".venv/bin/python"), "manage.py", "migrate", "--check"],
        cwd=BASE,
        env={"ATELIER_DATA": str(house.data), "PATH": os.environ["PATH"]},
    )

    assert run.returncode == 0


def test_sigterm_closes_it_too(house: Stack) -> None:
    processes = house.processes()
    assert house.process is not None

    house.process.send_signal(signal.SIGTERM)

    assert house.process.wait(10) == 0
    assert _gone(processes, 0.5) == []


def test_a_clone_that_only_its_owner_may_enter_opens_all_the_same() -> None:
    with TemporaryDirectory(prefix="atelier-", ignore_cleanup_errors=True) as closed:
        with opened(Path(closed) / "inner", **EMPTY, POSTGRES_SETTINGS=CARELESS) as house:
            postgres = house.data / "postgres"
            elsewhere = postgres.resolve()
            with house.sql() as cursor:
                cursor.execute("SELECT count(*) FROM django_migrations")
                assert cursor.fetchone()[0] > 20
        shutil.rmtree(elsewhere)

    assert os.geteuid() != 0 or elsewhere.parent == Path("/var/lib")
