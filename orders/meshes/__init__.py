"""Solids: the volume of an STL, or one sentence that says why it is not known."""
