"""No mail server is set: nothing goes out, and nothing is lost."""

from govhub.notifications.channel import Message


class NowhereChannel:
    """Refuses every mail, so that it waits in the outbox until there is a mail server."""

    def deliver(self, message: Message) -> None:
        """Raise ConnectionError: later again."""
        raise ConnectionError(f"no mail server is set for mail {message.key}")
