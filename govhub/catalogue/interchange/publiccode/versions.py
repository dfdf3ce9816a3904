"""Which versions of the standard a file may follow."""

from govhub.catalogue.interchange.publiccode import lists

MAJOR = "0"
"""What a file should say, so that it need not change with every small version."""


def is_supported(version: str) -> bool:
    """Tell whether a file of this version can be checked."""
    return version in lists.versions()


def is_old(version: str) -> bool:
    """Tell whether the standard has moved on since this version."""
    return version != MAJOR and not version.startswith(lists.latest())
