"""Why an action was refused, in words that can be shown to the person who tried."""


class Refusal(Exception):
    """An action was refused; `str()` is a kind sentence for the person, `code` is for machines."""

    code = "refused"
    status = 400

    def __init__(self, sentence: str, **details: object) -> None:
        super().__init__(sentence)
        self.details = details


class WrongState(Refusal):
    """The thing is not in a state in which this can be done."""

    code = "wrong-state"
    status = 409


class NotAllowed(Refusal):
    """This person may not do this."""

    code = "not-allowed"
    status = 403


class Conflict(Refusal):
    """Somebody else was first, or what was shown has changed since."""

    code = "conflict"
    status = 409
