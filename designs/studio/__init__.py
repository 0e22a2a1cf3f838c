"""The photographer: renders the catalogue with Blender's Cycles, in a process of its own.

Needs `requirements.txt` beside this file (GPL, about 1 GB); nothing of the web application
imports this package.
"""

STUDIO_VERSION = 1
"""Raise it when light, materials or framing change, so that every picture is taken anew."""
