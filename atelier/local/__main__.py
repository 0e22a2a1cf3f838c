"""`python -m atelier.local COMMAND`: what bin/serve, bin/test and bin/bench come to."""

import sys

from atelier.local.bootstrap import sentence
from atelier.local.serve import serve
from atelier.local.testing import bench, check, test
from atelier.local.trouble import Trouble

_COMMANDS = {"serve": serve, "test": test, "check": check, "bench": bench}


def main(command: str, arguments: list[str]) -> None:
    """Run `command`; trouble ends it with one sentence."""
    try:
        _COMMANDS[command](arguments)
    except Trouble as trouble:
        sys.exit(str(trouble))
    except OSError as error:
        sys.exit(sentence(error))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
