"""How the admin looks: the house's ivory, ink and green in place of unfold's own colours."""

from typing import Any

from django.templatetags.static import static


def _file(name: str) -> Any:
    return lambda request: static(name)


_IVORY_TO_INK = {
    "50": "#fbf8f2",
    "100": "#f3ece0",
    "200": "#e2d8c5",
    "300": "#cfc3ae",
    "400": "#8c8375",
    "500": "#6b645a",
    "600": "#575148",
    "700": "#443f38",
    "800": "#2f2b26",
    "900": "#1c1a17",
    "950": "#12110f",
}
_GREEN = {
    "50": "#f1f5f2",
    "100": "#e9eee9",
    "200": "#cddad2",
    "300": "#a3bbae",
    "400": "#6f9080",
    "500": "#3c6354",
    "600": "#1f3a33",
    "700": "#1a312b",
    "800": "#142822",
    "900": "#0f1f1a",
    "950": "#0a1512",
}


UNFOLD: dict[str, Any] = {
    "THEME": "light",
    "BORDER_RADIUS": "2px",
    "SHOW_BACK_BUTTON": False,
    "SHOW_HISTORY": True,
    "COLORS": {
        "base": _IVORY_TO_INK,
        "primary": _GREEN,
        "font": {
            "subtle-light": "#6b645a",
            "subtle-dark": "#cfc3ae",
            "default-light": "#1c1a17",
            "default-dark": "#f3ece0",
            "important-light": "#1c1a17",
            "important-dark": "#fbf8f2",
        },
    },
    "SITE_ICON": _file("img/mark.svg"),
    "SITE_FAVICONS": [
        {"rel": "icon", "type": "image/svg+xml", "href": _file("img/mark.svg")},
    ],
    "STYLES": [_file("css/tokens.css"), _file("css/office.css")],
    "SCRIPTS": [_file("js/office-files.js")],
    "SIDEBAR": {"navigation": "atelier.office.navigation.navigation"},
}
