"""The forms of a request, one for each step."""
