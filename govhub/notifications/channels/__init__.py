"""The ways in which mail goes out; the settings choose one."""

from urllib.parse import urlsplit

from govhub.config import Settings
from govhub.notifications.channel import Channel
from govhub.notifications.channels.folder import FolderChannel
from govhub.notifications.channels.mime import Envelope
from govhub.notifications.channels.nowhere import NowhereChannel
from govhub.notifications.channels.smtp import SmtpChannel, SmtpServer

MAILBOX = "mail"
"""Folder under ``data_dir`` where the demo keeps its mail."""


def open_channel(settings: Settings) -> Channel:
    """Return the channel of this installation. Raises SettingsError for wrong settings."""
    envelope = Envelope(
        sender=settings.mail_from, host=urlsplit(settings.base_url).hostname or "localhost"
    )
    if settings.demo:
        return FolderChannel(settings.data_folder / MAILBOX, envelope)
    if settings.mail_url:
        return SmtpChannel(SmtpServer.parse(settings.mail_url), envelope)
    return NowhereChannel()
