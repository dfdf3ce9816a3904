"""A checkout of the guidelines: which pages there are, and where they stand on the web.

Both forms are read: ``docs/principes/<key>/index.md`` of the first version, and
``docs/richtlijnen/<key>/{index,fases}.md`` of today.
"""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from govhub.guidance.models import Part
from govhub.kernel.errors import DomainError
from govhub.platform.language import gettext as _

FOLDERS = ("richtlijnen", "principes")
"""Where the guidelines stand, today's name first."""
SITE = "https://minbzk.github.io/NeRDS/production/"
"""Where the guidelines are published, when the checkout does not say so."""
MOST_BYTES = 1_000_000
_FILES = {Part.GUIDELINE: "index.md", Part.PHASES: "fases.md"}
_SITE_URL = re.compile(r"^site_url:\s*[\"']?(https?://[^\s\"'#]+)", re.MULTILINE)
_CANONICAL = re.compile(r"^\s+canonical_version:\s*[\"']?([\w.-]+)", re.MULTILINE)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class NoGuidelines(DomainError):
    """There are no guidelines in that folder."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """A page as it stands in the checkout."""

    key: str
    """Of the guideline: the name of its folder."""
    part: Part
    path: str
    """Inside the checkout, to name it: "richtlijnen/cloud/index.md"."""
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Checkout:
    """The pages of all guidelines."""

    folder: str
    """What the guidelines are called in it: "richtlijnen" or "principes"."""
    site: str
    """Public address that the folder stands under, with a slash at the end."""
    sources: tuple[Source, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Return the keys of the guidelines."""
        return frozenset(each.key for each in self.sources)

    def url_of(self, source: Source) -> str:
        """Return the public address of a page."""
        end = "" if source.part is Part.GUIDELINE else f"{Path(source.path).stem}/"
        return f"{self.site}{self.folder}/{source.key}/{end}"

    def published_at(self, path: str) -> str:
        """Return where a file of the documents goes on the web."""
        path = re.sub(r"(^|/)index\.md$", r"\1", path)
        return self.site + re.sub(r"\.md$", "/", path)


def path_of(address: str, *, beside: Source) -> str | None:
    """Return the file that a relative link of a page leads to; None when outside the documents."""
    path = posixpath.normpath(posixpath.join(posixpath.dirname(beside.path), address))
    return None if path.startswith(("..", "/")) else path


def read(directory: Path, *, site: str | None = None) -> Checkout:
    """Return the guidelines in a checkout, or in the folder with its documents.

    ``site`` is where they are published; without it the checkout's own settings say. Raises
    NoGuidelines, and OSError when a file cannot be read.
    """
    for root in (directory / "docs", directory):
        for folder in FOLDERS:
            sources = tuple(_sources(root, folder)) if (root / folder).is_dir() else ()
            if sources:
                address = site or _site(directory) or SITE
                return Checkout(folder=folder, site=address.rstrip("/") + "/", sources=sources)
    raise NoGuidelines(
        _(
            "In %(folder)s staan geen richtlijnen. Geef de map van de NeRDS, met daarin "
            "docs/richtlijnen of docs/principes."
        )
        % {"folder": directory}
    )


def _sources(root: Path, folder: str) -> Iterator[Source]:
    for place in sorted((root / folder).iterdir()):
        if not (place.is_dir() and _KEY.fullmatch(place.name)):
            continue
        for part, name in _FILES.items():
            file = place / name
            if _is_inside(file, root):
                path = f"{folder}/{place.name}/{name}"
                yield Source(key=place.name, part=part, path=path, data=_beginning(file))


def _is_inside(file: Path, root: Path) -> bool:
    """Tell whether this is a file of the checkout, and no link to one elsewhere on this machine."""
    return file.is_file() and file.resolve().is_relative_to(root.resolve())


def _beginning(file: Path) -> bytes:
    """Return what is in a file, or enough to see that it is too large."""
    with file.open("rb") as opened:
        return opened.read(MOST_BYTES + 1)


def _site(directory: Path) -> str | None:
    """Return the address that ``mkdocs.yml`` gives, with the version that readers get.

    The file is not read as YAML: it names Python functions, which are not to be looked up.
    """
    file = directory / "mkdocs.yml"
    if not _is_inside(file, directory):
        return None
    settings = _beginning(file).decode("utf-8", errors="replace")
    found, version = _SITE_URL.search(settings), _CANONICAL.search(settings)
    if found is None:
        return None
    return f"{found[1].rstrip('/')}/{version[1]}/" if version else found[1]
