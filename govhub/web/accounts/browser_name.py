"""What to call a browser, for its owner: "Firefox op Windows", never the whole user agent."""

import re

from govhub.platform.language import gettext as _

_BROWSERS = (
    ("Edge", r"Edg(A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser/"),
    ("Firefox", r"Firefox/|FxiOS/"),
    ("Chrome", r"Chrom(e|ium)/|CriOS/"),
    ("Safari", r"Version/[\d.]+ .*Safari/"),
)
_SYSTEMS = (
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Android", r"Android"),
    ("Windows", r"Windows"),
    ("ChromeOS", r"CrOS"),
    ("Mac", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
)
"""In the order in which they are looked for: each also says that it is one that comes later."""
_MOST = 500


def browser_name(user_agent: str) -> str:
    """Return the browser and the kind of device in a few words."""
    said = user_agent[:_MOST]
    browser, system = _first(said, _BROWSERS), _first(said, _SYSTEMS)
    if browser and system:
        return _("%(browser)s op %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Onbekende browser")


def _first(said: str, names: tuple[tuple[str, str], ...]) -> str | None:
    return next((name for name, pattern in names if re.search(pattern, said)), None)
