"""Feeds the checker and the reader of publiccode.yml whatever a fuzzer thinks of.

Needs ``atheris``, which is no dependency: ``pip install atheris`` in an environment of your own.
Run ``python -m tests.fuzz.publiccode -max_total_time=300 FOLDER``; the folder keeps what it finds.
A crash, a wrong result, or an input that takes more than ten seconds stops it.
"""

import sys

import atheris

with atheris.instrument_imports(include=["govhub", "ruamel"]):
    from govhub.catalogue.interchange.publiccode import check, dutch
    from govhub.catalogue.interchange.publiccode.export import export
    from govhub.catalogue.interchange.publiccode.prefill import prefill


def try_one(data: bytes) -> None:
    """Check a file, read it, write it, and read that: it must say the same."""
    for result in check(data):
        dutch.sentence(result)
    read = prefill(data)
    again = prefill(export(read.facts, read.kept))
    has_languages = read.facts.language is not None  # else the description gets one
    if has_languages and again.unknown != read.unknown:
        message = f"{read.unknown} became {again.unknown}"
        raise AssertionError(message)


def main() -> None:
    """Run until something goes wrong, or the time is over."""
    atheris.Setup([sys.argv[0], "-max_len=4096", "-timeout=10", *sys.argv[1:]], try_one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
