"""Where the house's two typefaces lie for the typesetter."""

from importlib.resources import files


def font_folders() -> list[str]:
    """Return the folders of the installed font wheels."""
    packages = ("fontpkg_cormorant_garamond", "fontpkg_hanken_grotesk")
    return [str(files(package) / "files") for package in packages]
