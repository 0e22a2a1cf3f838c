"""What stops a start, said in one clear sentence."""


class Trouble(Exception):
    """Something the person at the shell can mend; `str()` tells what, in one sentence."""
