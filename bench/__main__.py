"""`bin/bench`: lists the measurements; with a name, takes it and prints a JSON object a line.

A measurement is a module of this package with `measure()`, which yields `Figure`s; its
docstring's first line says what it measures.
"""

import importlib
import pkgutil
import sys
from typing import Any

import bench

_NOT_MEASUREMENTS = {"__main__", "figures", "workshop"}


def main(arguments: list[str]) -> None:
    """List, or measure what `arguments` name; exit with 1 when a promise is not kept."""
    names = [found.name for found in pkgutil.iter_modules(bench.__path__)]
    names = [name for name in names if name not in _NOT_MEASUREMENTS]
    if not arguments:
        for name in names:
            print(f"{name:<12}{(_module(name).__doc__ or '').splitlines()[0]}")
    for name in arguments:
        if name not in names:
            sys.exit(f"There is no measurement {name}; bin/bench alone lists them.")
    kept = [_measure(name) for name in arguments]
    sys.exit(0 if all(kept) else 1)


def _measure(name: str) -> bool:
    kept = True
    for figure in _module(name).measure():
        print(figure.line(), flush=True)
        kept = kept and figure.met
    return kept


def _module(name: str) -> Any:
    return importlib.import_module(f"bench.{name}")


if __name__ == "__main__":
    main(sys.argv[1:])
