"""Things that go wrong because of what somebody asked. Each carries a sentence for that person."""


class DomainError(Exception):
    """A request that cannot be carried out; ``message`` is a Dutch sentence for whoever asked."""

    def __init__(self, message: str) -> None:
        """Keep the sentence."""
        super().__init__(message)
        self.message = message


class InvalidInput(DomainError):
    """A value that is not acceptable; ``field`` names it, so that a form can show it there."""

    def __init__(self, field: str, message: str) -> None:
        """Keep the field and the sentence."""
        super().__init__(message)
        self.field = field


class NotAllowed(DomainError):
    """Somebody asked for what they may not do."""


class Conflict(DomainError):
    """Somebody else changed the same thing first."""


class SettingsError(DomainError):
    """A setting cannot be used; ``message`` names it and says what to set."""
