"""A design's rendered picture: static files in two formats and several widths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.templatetags.static import static


@dataclass(frozen=True)
class DesignPicture:
    """One rendered picture; `name` is its path under `static/designs/` without width and ending.

    `width` and `height` in px are of the largest; `widths` lists every one, smallest first.
    """

    alloy: str
    name: str
    width: int
    height: int
    widths: tuple[int, ...]

    @classmethod
    def of(cls, design: str, alloy: str, listed: Mapping[str, Any]) -> DesignPicture:
        """Read one entry of the manifest: files are named by what they show and its hash."""
        name = f"{design.lower()}/{alloy.lower()}-{listed['hash']}"
        widths = tuple(sorted(listed["widths"]))
        return cls(alloy, name, listed["width"], listed["height"], widths)

    def url(self, width: int, kind: str = "webp") -> str:
        """Return the address of one file; `kind` is avif or webp."""
        return static(f"designs/{self.name}-{width}.{kind}")

    def srcset(self, kind: str) -> str:
        """Return every width of one format, for `srcset`."""
        return ", ".join(f"{self.url(width, kind)} {width}w" for width in self.widths)

    @property
    def fallback(self) -> str:
        """The WebP of a middling width, for what knows no srcset."""
        return self.url(next((w for w in self.widths if w >= 800), self.widths[-1]))
