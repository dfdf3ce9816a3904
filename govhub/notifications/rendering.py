"""From a mail to a message: subject, text and HTML, all from ``templates/mail/<template>.jinja``.

A template says what is in the mail with the macros of ``blocks.jinja`` (a paragraph, facts, a
button). There are two of those, and of the layout: in ``text`` and in ``html``. So the two parts of
a mail always say the same.
"""

import re

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from govhub import paths
from govhub.notifications.channel import Message
from govhub.notifications.mails.base import Mail
from govhub.platform import language

_BLANK_LINES = re.compile(r"\n{3,}")
_FOLDER = paths.TEMPLATES / "mail"


class Renderer:
    """Holds the templates. They see one variable, ``mail``; a name it lacks is an error."""

    def __init__(self) -> None:
        """Read where the templates are; each is compiled when it is first used."""
        self._text = _environment("text", autoescape=False)
        self._html = _environment("html", autoescape=True)

    def message(self, mail: Mail, *, key: str) -> Message:
        """Return the mail in words; ``key`` is the same for every attempt to deliver it."""
        return Message(
            to=mail.to,
            subject=_one_line(self._subject(mail)),
            text=_BLANK_LINES.sub("\n\n", _whole(self._text, mail)).strip() + "\n",
            html=_whole(self._html, mail),
            key=key,
            list_unsubscribe=mail.stop_url,
        )

    def _subject(self, mail: Mail) -> str:
        template = self._text.get_template(f"{mail.template}.jinja")
        return "".join(template.blocks["subject"](template.new_context({"mail": mail})))


def _environment(form: str, *, autoescape: bool) -> Environment:
    """Return the templates with the blocks and the layout of this form."""
    environment = Environment(
        loader=FileSystemLoader([_FOLDER / form, _FOLDER]),
        autoescape=autoescape,  # noqa: S701  # the text of a mail is no HTML
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        language.gettext, language.ngettext, newstyle=True
    )
    environment.filters["datum"] = language.long_date
    environment.filters["weekdag"] = language.day_and_date
    return environment


def _whole(environment: Environment, mail: Mail) -> str:
    return environment.get_template(f"{mail.template}.jinja").render(mail=mail)


def _one_line(text: str) -> str:
    """Return text without line ends and control characters, which have no place in a header."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())
