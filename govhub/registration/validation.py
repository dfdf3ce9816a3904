"""Whether what somebody fills in is well-formed. Pure: no database."""

from functools import cache

from license_expression import Licensing, get_spdx_licensing

from govhub.kernel.text import cleaned, is_web_address, lines, one_line

__all__ = ["cleaned", "is_web_address", "lines", "one_line", "spdx"]


def spdx(expression: str) -> str | None:
    """Return the licence as SPDX writes it (``eupl-1.2`` is ``EUPL-1.2``); None when unknown."""
    try:
        found = _licensing().parse(expression, validate=True, strict=True)
    except Exception:  # noqa: BLE001  # "()" is an IndexError, "MIT OR (" an AssertionError, …
        return None
    return None if found is None else str(found)


@cache
def _licensing() -> Licensing:
    return get_spdx_licensing()
