"""How static files are stored: hashed names, compressed once."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Gzip alone: Brotli made the first start 20 s longer for a few kilobytes less."""

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Return whitenoise's compressor without Brotli."""
        return Compressor(use_brotli=False, **kwargs)
