"""The English sentence of each rule, word for word as the reference parser says it.

Programs compare these; people read ``dutch``.
"""

from govhub.catalogue.interchange.publiccode.results import Rule

_STANDARD = "https://github.com/publiccodeyml/publiccode.yml/blob/main/docs/standard"
_ITALIAN = "https://github.com/publiccodeyml/italian-organizations-ipa-vocabulary"
_GOING = "This key is DEPRECATED and will be removed in the future."
_PATHS = "Only relative paths or HTTP(s) URLs allowed"

_SENTENCES = {
    Rule.ABSOLUTE_PATH: f"is an absolute path. {_PATHS}",
    Rule.ALIAS: f"{{0}} contains an unknown alias (see {_STANDARD}/aliases-list.rst)",
    Rule.BAD_YAML: "{0}",
    Rule.BOTH_SPELLINGS: "'{0}' key already present. Remove this key",
    Rule.CATEGORY: f"{{0}} must be a valid category (see {_STANDARD}/categories-list.rst)",
    Rule.COUNTRY: "{0} must be a valid ISO 3166-1 alpha-2 two-letter country code",
    Rule.COUNTRY_KEY_LOWER: "Lowercase country codes are DEPRECATED and will be removed in the "
    "future. Use '{0}' instead",
    Rule.COUNTRY_LOWER: "Lowercase country codes are DEPRECATED. Use uppercase instead ('{0}')",
    Rule.DATE: "{0} must be a date with format 'YYYY-MM-DD'",
    Rule.DEPRECATED: f"{_GOING} It's safe to drop it",
    Rule.DUPLICATE_KEY: 'mapping key "{0}" already defined at [{1}:{2}]',
    Rule.EMAIL: "{0} must be a valid email address",
    Rule.ENUMERATION: "{0} must be one of the following: {1}",
    Rule.EXTENSION: "invalid file extension for: {0}",
    Rule.FILE_URL: f"is a file:// URL. {_PATHS}",
    Rule.HTTP_URL: "{0} must be an HTTP URL",
    Rule.ITALIAN_ADMINISTRATION: "{0} must be a valid Italian Public Administration Code (iPA) "
    f"(see {_ITALIAN})",
    Rule.ITALIAN_URN: "{0} must be a valid Italian Public Administration Code (iPA) with format "
    f"'urn:x-italian-pa:[codiceIPA]' (see {_ITALIAN})",
    Rule.LANGUAGE: "{0} must be a valid BCP 47 language",
    Rule.LEAST_CHARACTERS: "{0} must be at least {1} characters in length",
    Rule.LICENCE: "{0} must be a valid license (see https://spdx.org/licenses)",
    Rule.MEDIA_TYPE: "{0} is not a valid MIME type",
    Rule.MORE_THAN: "{0} must contain more than {1} items",
    Rule.MOST_CHARACTERS: "{0} must be a maximum of {1} characters in length",
    Rule.NOT_UNLESS: '{0} must not be present unless "{1}" is "{2}"',
    Rule.NO_AUTHORS: "'{0}' does not exist: no such file: {0}",
    Rule.NO_FILE: "no such file: {0}",
    Rule.NO_IMAGE: "image: unknown format",
    Rule.NO_SCREENSHOT: "'{0}' is not an image: {1}",
    Rule.OLD_VERSION: "v{0} is not the latest version, use '{1}'. Parsing this file as v{2}.",
    Rule.REPLACED: f"{_GOING} Use '{{0}}' instead",
    Rule.REPLACED_BY_VALUE: f"{_GOING} Use '{{0}}' and set it to '{{1}}' instead",
    Rule.REQUIRED: "{0} is a required field",
    Rule.REQUIRED_WHEN: '{0} is a required field when "{1}" is "{2}"',
    Rule.SCOPE: f"{{0}} must be a valid scope (see {_STANDARD}/scope-list.rst)",
    Rule.SEVERAL_DOCUMENTS: "multiple YAML documents in one file are not supported",
    Rule.SMALL_IMAGE: "invalid image size of {0} (min {1}px of width): {2}",
    Rule.TOO_LARGE: "file is too large or too deeply nested",
    Rule.UNKNOWN_KEY: 'unknown field "{0}"',
    Rule.UNSUPPORTED_VERSION: "unsupported version: '{0}'. Supported versions: {1}",
    Rule.URI: "{0} is not a valid URI",
    Rule.URL: "{0} must be a valid URL",
    Rule.UTF8: "Invalid UTF-8",
    Rule.VIDEO: "'{0}' is not a valid video URL supporting oEmbed: invalid oEmbed link: {0}",
    Rule.WRONG_TYPE: "wrong type for this field",
}


def sentence(rule: Rule, *values: str) -> str:
    """Return the sentence of a rule about these values."""
    return _SENTENCES[rule].format(*values)


def any_of(values: tuple[str, ...]) -> str:
    """Return the values as they stand in a sentence: ``"a", "b" or "c"``."""
    quoted = [f'"{value}"' for value in values]
    return " or ".join(filter(None, [", ".join(quoted[:-1]), quoted[-1]]))
