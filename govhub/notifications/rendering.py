"""From a mail to a message: subject, text and HTML from ``templates/mail/<template>/``."""

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from govhub import paths
from govhub.notifications.channel import Message
from govhub.notifications.mails import Mail
from govhub.platform import language


class Renderer:
    """Holds the templates. They see one variable, ``mail``; a name it lacks is an error."""

    def __init__(self) -> None:
        """Read where the templates are; each is compiled when it is first used."""
        self._templates = Environment(
            loader=FileSystemLoader(paths.TEMPLATES / "mail"),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.policies["ext.i18n.trimmed"] = True
        self._templates.install_gettext_callables(  # type: ignore[attr-defined]
            language.gettext, language.ngettext, newstyle=True
        )
        self._templates.filters["datum"] = language.long_date

    def message(self, mail: Mail, *, key: str) -> Message:
        """Return the mail in words; ``key`` is the same for every attempt to deliver it."""
        return Message(
            to=mail.to,
            subject=_one_line(self._part(mail, "subject.txt")),
            text=self._part(mail, "body.txt").strip() + "\n",
            html=self._part(mail, "body.html"),
            key=key,
            list_unsubscribe=mail.stop_url,
        )

    def _part(self, mail: Mail, name: str) -> str:
        return self._templates.get_template(f"{mail.template}/{name}").render(mail=mail)


def _one_line(text: str) -> str:
    """Return text without line ends and control characters, which have no place in a header."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
