"""Texts that people and files bring: how we keep them, and which are addresses on the web."""

import re
from urllib.parse import urlsplit

_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
    "\u2028\u2029"  # line ends that break JSON and feeds
    "\u202a-\u202e\u2066-\u2069"  # turn the order of letters around: a name that looks like another
    "\ufeff\ufffe\uffff\ud800-\udfff]"  # no text at all
)
_NOT_IN_HTML = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def showable(text: str) -> str:
    """Return somebody's text with a sign in the place of what no page can show."""
    return _NOT_IN_HTML.sub("\ufffd", text)


def cleaned(text: str) -> str:
    """Return the text as we keep it: line ends as on Unix, no control signs, no outer spaces."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """Return the text as we keep it, on one line."""
    return " ".join(cleaned(text).split())


def lines(text: str) -> tuple[str, ...]:
    """Return what stands on each line, once: no empty lines, no "- " in front."""
    found = (line.strip().removeprefix("- ").strip() for line in text.splitlines())
    return tuple(dict.fromkeys(line for line in found if line))


def is_web_address(text: str) -> bool:
    """Tell whether the text is an address that a reader can open: http or https, with a host."""
    try:
        parts = urlsplit(text)
        port_is_fine = parts.port is None or parts.port > 0
    except ValueError:
        return False
    host = parts.hostname or ""
    has_secret = "@" in parts.netloc
    return (
        parts.scheme in {"http", "https"}
        and port_is_fine
        and "." in host.strip(".")
        and not has_secret
        and not re.search(r"\s", text)
    )
