"""What a check found."""

from dataclasses import dataclass, field
from enum import StrEnum

from govhub.catalogue.interchange.publiccode.nodes import Position
from govhub.catalogue.interchange.publiccode.positions import Path


class Type(StrEnum):
    """How bad it is."""

    ERROR = "error"
    WARNING = "warning"


class Rule(StrEnum):
    """Which rule a file breaks."""

    ABSOLUTE_PATH = "absolute path"
    ALIAS = "alias"
    BAD_YAML = "bad yaml"
    BOTH_SPELLINGS = "both spellings"
    CATEGORY = "category"
    COUNTRY = "country"
    COUNTRY_KEY_LOWER = "country key in lower case"
    COUNTRY_LOWER = "country in lower case"
    DATE = "date"
    DEPRECATED = "deprecated"
    DUPLICATE_KEY = "duplicate key"
    EMAIL = "email"
    ENUMERATION = "enumeration"
    EXTENSION = "file extension"
    FILE_URL = "file url"
    HTTP_URL = "http url"
    ITALIAN_ADMINISTRATION = "italian administration"
    ITALIAN_URN = "italian urn"
    LANGUAGE = "language"
    LICENCE = "licence"
    MEDIA_TYPE = "media type"
    MOST_CHARACTERS = "most characters"
    LEAST_CHARACTERS = "least characters"
    MORE_THAN = "more than"
    NO_FILE = "no file"
    NO_IMAGE = "no image"
    NO_AUTHORS = "no authors"
    NO_SCREENSHOT = "no screenshot"
    NOT_UNLESS = "not unless"
    OLD_VERSION = "old version"
    REPLACED = "replaced"
    REPLACED_BY_VALUE = "replaced by value"
    REQUIRED = "required"
    REQUIRED_WHEN = "required when"
    SCOPE = "scope"
    SEVERAL_DOCUMENTS = "several documents"
    SMALL_IMAGE = "small image"
    TOO_LARGE = "too large"
    UNKNOWN_KEY = "unknown key"
    UNSUPPORTED_VERSION = "unsupported version"
    URI = "uri"
    URL = "url"
    UTF8 = "utf-8"
    VIDEO = "video"
    WRONG_TYPE = "wrong type"


@dataclass(frozen=True, kw_only=True)
class Result:
    """Something that is wrong in a file, or will be in a next version of the standard."""

    type: Type
    key: str
    """Such as ``description.en.features`` or ``maintenance.contacts[0].name``; may be empty."""
    description: str
    """The English sentence of the reference parser."""
    line: int
    column: int
    rule: Rule = field(repr=False)
    values: tuple[str, ...] = field(default=(), repr=False)
    """What the sentence is about; the name of the field comes first when it is about a field."""

    path: Path = field(default=(), repr=False)
    """The same as the key, in parts."""
    follows: bool = field(default=False, repr=False)
    """Something else in its section could not be read; when that is put right this may be gone."""

    @property
    def position(self) -> Position:
        """Return the place in the file."""
        return Position(self.line, self.column)

    def as_json(self) -> dict[str, str | int]:
        """Return what other programs read."""
        return {
            "type": self.type.value,
            "key": self.key,
            "description": self.description,
            "line": self.line,
            "column": self.column,
        }


def is_valid(results: tuple[Result, ...]) -> bool:
    """Tell whether a file follows the standard; warnings do not matter."""
    return all(result.type is not Type.ERROR for result in results)
