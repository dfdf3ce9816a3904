"""The search engines that there are, each behind the Protocol of ``govhub.search.engine``."""

from pathlib import Path

from govhub.kernel.errors import SettingsError
from govhub.platform.language import gettext as _
from govhub.search.engine import SearchEngine
from govhub.search.engines.whoosh import DEFAULT_CACHE_MB, WhooshEngine
from govhub.search.thesaurus import ThesaurusSource, no_thesaurus

_WHOOSH = "whoosh:///"


def open_engine(
    search_url: str,
    thesaurus: ThesaurusSource = no_thesaurus,
    *,
    cache_mb: int = DEFAULT_CACHE_MB,
) -> SearchEngine:
    """Return the engine at this address; nothing is read before it is used.

    The thesaurus is asked for at every query.

    ``whoosh:///var/search`` is a folder below the current one, ``whoosh:////srv/search`` any folder
    (as SQLite addresses are). Raises SettingsError for another address.
    """
    folder = search_url.removeprefix(_WHOOSH)
    if folder == search_url or not folder:
        raise SettingsError(
            _(
                "GOVHUB_SEARCH_URL is ‘%(url)s’. Gebruik whoosh:/// met daarachter een map, "
                "bijvoorbeeld whoosh:///var/search."
            )
            % {"url": search_url}
        )
    return WhooshEngine(Path(folder).resolve(), thesaurus, cache_mb=cache_mb)
