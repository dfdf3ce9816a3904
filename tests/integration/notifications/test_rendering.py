"""Every mail in words: text and HTML say the same, and no value can add markup or a header."""

import pkgutil
import re
from dataclasses import fields, is_dataclass
from datetime import date
from importlib import import_module
from types import NoneType, UnionType
from typing import get_args, get_origin, get_type_hints

import html5lib
import lxml.html
import pytest

from govhub.notifications import mails
from govhub.notifications.channel import Message
from govhub.notifications.channels.mime import Envelope, email_of
from govhub.notifications.mails.base import Link, Mail
from govhub.notifications.mails.followers import Digest, News
from govhub.notifications.rendering import Renderer
from govhub.paths import TEMPLATES
from tests.inspector import UNKNOWN_TO_HTML5LIB, words

KEY = "3f0f8b0e-0000-4000-8000-000000000000"
MARKUP = "<b onclick='x'>&amp;"
ENVELOPE = Envelope(sender="GovHub <hub@voorbeeld.nl>", host="voorbeeld.nl")
NEVER_EMPTY = {"stories", "told", "subjects", "yours"}


for module in pkgutil.iter_modules(mails.__path__, f"{mails.__name__}."):
    import_module(module.name)


def kinds(kind=Mail):
    for each in kind.__subclasses__():
        yield from kinds(each)
        if "template" in vars(each):
            yield each


ALL = sorted(kinds(), key=lambda kind: kind.template)
TO_FOLLOWERS = [*kinds(News), Digest]


def sample(kind, *, is_full=True, text=MARKUP):
    """Return a mail with something in every field; without ``is_full`` only in those it needs."""
    types = get_type_hints(kind)
    return kind(**{f.name: value(f.name, types[f.name], is_full, text) for f in fields(kind)})


def value(name, kind, is_full, text):
    options = get_args(kind) if isinstance(kind, UnionType) else (kind,)
    if NoneType in options and not is_full and name != "stop_url":
        return None
    kind = next(option for option in options if option is not NoneType)
    if get_origin(kind) is tuple:
        number = 2 if is_full else 1 if name in NEVER_EMPTY else 0
        return tuple(value(f"{name}{n}", get_args(kind)[0], is_full, text) for n in range(number))
    if kind is Link:
        return Link(f"{name} {text}", f"https://voorbeeld.nl/{name}")
    if is_dataclass(kind):
        return sample(kind, is_full=is_full, text=text)
    if kind is str:
        return text_for(name, text)
    return {int: 7, date: date(2026, 11, 1), bool: True}[kind]


def said(thing):
    """Give every text in a mail, however deep."""
    for field in fields(thing):
        found = getattr(thing, field.name)
        for each in found if isinstance(found, tuple) else (found,):
            if is_dataclass(each):
                yield from said(each)
            elif isinstance(each, str) and field.name != "to":
                yield each


def text_for(name, text):
    if name == "to":
        return "lezer@voorbeeld.nl"
    return f"https://voorbeeld.nl/{name}" if name.endswith("url") else f"{name} {text}"


def render(mail):
    return Renderer().message(mail, key=KEY)


def addresses(text):
    return set(re.findall(r"https://voorbeeld\.nl/\w+", text))


@pytest.fixture(params=ALL, ids=lambda kind: kind.template)
def kind(request):
    return request.param


def test_every_template_belongs_to_a_mail():
    shared = {"following", "for-editors", "decision"}
    templates = {path.stem for path in (TEMPLATES / "mail").glob("*.jinja")}
    assert templates - shared == {kind.template for kind in ALL}


def test_what_a_mail_is_made_of_is_there_as_text_and_as_html():
    made = [
        set(
            re.findall(
                r"macro (\w+\(.*?\))", (TEMPLATES / "mail" / form / "blocks.jinja").read_text()
            )
        )
        for form in ("text", "html")
    ]
    assert made[0] == made[1]


def test_no_value_adds_markup(kind):
    message = render(sample(kind))
    assert not lxml.html.document_fromstring(message.html).xpath("//b | //@onclick")


def test_text_and_html_name_the_same_facts(kind):
    mail = sample(kind)
    message = render(mail)
    read = words(lxml.html.document_fromstring(message.html))
    for text in said(mail):
        if not text.startswith("https:"):
            assert (text in message.text) == (text in read), text


def test_text_and_html_lead_to_the_same_places(kind):
    message = render(sample(kind))
    assert addresses(message.text) == addresses(message.html)


def test_what_is_not_known_is_not_said(kind):
    message = render(sample(kind, is_full=False, text="x"))
    assert "None" not in message.text + message.html + message.subject
    assert not re.search(r"\n\n\n|: *$(?!\n\n?\S)", message.text, flags=re.MULTILINE)


def test_the_html_is_valid_and_has_one_heading_and_a_language(kind):
    html = render(sample(kind)).html
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(html)
    assert [code for _, code, _ in parser.errors if code not in UNKNOWN_TO_HTML5LIB] == []
    assert len(document.findall(".//h1")) == 1
    assert document.get("lang") == "nl"


def test_a_line_end_in_a_name_adds_no_header(kind):
    message = render(sample(kind, text="x\r\nBcc: ander@voorbeeld.nl\n\u2028y"))
    headers = email_of(message, ENVELOPE).as_bytes().split(b"\r\n\r\n")[0]
    assert not re.search(rb"^Bcc:", headers, flags=re.MULTILINE)


@pytest.mark.parametrize("kind", TO_FOLLOWERS, ids=lambda kind: kind.template)
def test_mail_to_followers_can_be_stopped_by_reader_and_mail_program(kind):
    message = render(mail := sample(kind))
    for address in (mail.stop_url, mail.manage_url):
        assert address in addresses(message.text) & addresses(message.html)
    headers = email_of(message, ENVELOPE)
    assert headers["List-Unsubscribe"] == f"<{mail.stop_url}>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


@pytest.mark.parametrize("field", ["to", "subject", "key", "list_unsubscribe"])
@pytest.mark.parametrize("sign", ["\r", "\n", "\0", "\u2028"])
def test_a_message_refuses_a_line_end_in_a_header(field, sign):
    values = {"to": "a@b.nl", "subject": "x", "text": "x", "html": "x", "key": KEY}
    with pytest.raises(ValueError, match=field):
        Message(**values | {field: f"x{sign}Bcc: ander@voorbeeld.nl"})


def test_a_message_goes_to_one_address():
    values = {"subject": "x", "text": "x", "html": "x", "key": KEY}
    with pytest.raises(ValueError, match=r"addr.spec|[Ii]nvalid"):
        email_of(Message(**values, to="a@b.nl, c@d.nl"), ENVELOPE)


def test_a_mail_says_that_a_machine_made_it(kind):
    assert email_of(render(sample(kind)), ENVELOPE)["Auto-Submitted"] == "auto-generated"
