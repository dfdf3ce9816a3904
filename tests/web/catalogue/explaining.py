"""An engine that says more of its answers than the memory engine does."""

from dataclasses import replace


class Explaining:
    """Passes everything on to an engine, and puts words of the test in its mouth."""

    def __init__(self, engine):
        self._engine = engine
        self.matches = ()
        """Of every hit."""
        self.said = {}
        """Fields of the results that are replaced."""
        self.asked = []
        """The queries, as they came."""

    def search(self, query):
        self.asked.append(query)
        found = self._engine.search(query)
        hits = tuple(replace(hit, matches=self.matches or hit.matches) for hit in found.hits)
        return replace(found, **{"hits": hits, **self.said})

    def __getattr__(self, name):
        return getattr(self._engine, name)
