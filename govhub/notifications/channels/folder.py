"""Mail as files in a folder: for the demo, where no mail server is needed."""

from pathlib import Path

from govhub.notifications.channel import Message
from govhub.notifications.channels.mime import Envelope, email_of


class FolderChannel:
    """Writes each mail to ``<key>.eml``: a repeat replaces the file instead of adding one."""

    def __init__(self, folder: Path, envelope: Envelope) -> None:
        """Take the folder, which is made when the first mail goes out, and the sender."""
        self._folder = folder
        self._envelope = envelope

    def deliver(self, message: Message) -> None:
        """Write the file, whole or not at all. Raises OSError, as when the disk is full."""
        self._folder.mkdir(parents=True, exist_ok=True)
        draft = self._folder / f"{message.key}.tmp"
        draft.write_bytes(email_of(message, self._envelope).as_bytes())
        draft.replace(self._folder / f"{message.key}.eml")
