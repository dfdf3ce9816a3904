"""A process that keeps writing the index until it is killed: ``python -m … FOLDER``.

Each round gives every document the number of the round, in one commit.
"""

import sys
from itertools import count
from pathlib import Path

from govhub.search.engines.whoosh import WhooshEngine
from tests.integration.search.documents import make_document

DOCUMENTS = 10


def documents(round_number):
    """Return the documents as they are in a round."""
    return [
        make_document(id=f"{number}", name=f"Zaak {number}", summary=f"ronde{round_number}")
        for number in range(DOCUMENTS)
    ]


def main(folder):
    engine = WhooshEngine(Path(folder))
    for number in count():
        if number % 7 == 3:
            engine.rebuild(documents(number))
        else:
            engine.index(documents(number))
        print(number, flush=True)  # noqa: T201  # tells that it writes


if __name__ == "__main__":
    main(sys.argv[1])
