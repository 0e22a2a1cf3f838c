"""Forms of signing in."""

import hashlib

from allauth.account.adapter import get_adapter
from allauth.account.forms import ConfirmLoginCodeForm
from allauth.core import context

from atelier.people.throttle import allow

TRIES = 5
CODE_LIFE = 600


class ConfirmSignInForm(ConfirmLoginCodeForm):
    """Takes the emailed code; tries are counted where parallel guesses cannot slip past."""

    def clean_code(self) -> str:
        """Return the code when it is the one we sent."""
        session = context.request.session.session_key or ""
        one_code = hashlib.sha256(f"{session}:{self.expected_code}".encode()).hexdigest()
        if not allow("sign-in", one_code, limit=TRIES, seconds=CODE_LIFE):
            raise get_adapter().validation_error("too_many_login_attempts")
        return super().clean_code()
