"""How static files are stored: hashed names, compressed once."""

from typing import Any

from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

# What one module of the bench takes from another.
IMPORT = r"""(?P<matched>import (?P<names>\{[^}]*\}) from "(?P<url>\./[^"]+)";)"""


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Gzip alone: Brotli made the first start 20 s longer for a few kilobytes less.

    The bench's modules name each other by their hashes too, so that a tablet which still holds an
    older version of one never mixes it with the new ones.
    """

    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        ("js/bench*.js", ((IMPORT, 'import %(names)s from "%(url)s";'),)),
    )

    def create_compressor(self, **kwargs: Any) -> Compressor:
        """Return whitenoise's compressor without Brotli."""
        return Compressor(use_brotli=False, **kwargs)
