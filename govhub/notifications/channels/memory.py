"""Mail that stays in memory: for tests."""

from govhub.notifications.channel import Message


class MemoryChannel:
    """Keeps what was sent, in order; ``refuse_with`` makes it fail as a mail server can."""

    def __init__(self) -> None:
        """Start with nothing sent."""
        self.sent: list[Message] = []
        self.refuse_with: Exception | None = None

    def deliver(self, message: Message) -> None:
        """Keep the message, or raise what ``refuse_with`` says."""
        if self.refuse_with is not None:
            raise self.refuse_with
        self.sent.append(message)
