"""Model fields that bring Vietnamese text to one form before it is compared or stored."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django.db import models

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
    TextField = models.TextField[str, str]
    BinaryField = models.BinaryField[bytes, bytes]
    AnyField = models.Field[Any, Any]
else:
    CharField = models.CharField
    TextField = models.TextField
    BinaryField = models.BinaryField
    AnyField = object


class NFCCharField(CharField):
    """A line of text in composed letters (NFC), so that "Hòa" typed on any keyboard is the same name."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return normalize("NFC", value) if isinstance(value, str) else value


class NFCTextField(TextField):
    """Several lines of text in composed letters."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return normalize("NFC", value) if isinstance(value, str) else value


class LoginNameField(NFCCharField):
    """A login name, the same however it is capitalised, on every database: stored and sought in small letters."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip().casefold() if isinstance(value, str) else value


class Derived(AnyField):
    """A field whose value follows from texts of its own row; `DerivedQuerySet` keeps it right in bulk too."""

    def __init__(self, *sources: str, function: Callable[..., Any], **options: Any) -> None:
        self.sources, self.function = sources, function
        super().__init__(**{"editable": False} | options)

    def deconstruct(self) -> Any:
        name, path, _, options = super().deconstruct()
        return name, path, list(self.sources), options | {"function": self.function}

    def derive(self, instance: models.Model) -> None:
        """Bring the row's value up to its texts."""
        setattr(instance, self.attname, self.function(*(getattr(instance, source) for source in self.sources)))

    def pre_save(self, instance: models.Model, add: Any) -> Any:
        self.derive(instance)
        return super().pre_save(instance, add)


class SortKeyField(Derived, BinaryField):
    """A key by which lists sort; bytes, because each database has an order of its own for text."""


class SearchTextField(Derived, TextField):
    """The text in which search without diacritics looks."""


class ComparedTextField(Derived, TextField):
    """The text by which rows are told apart, whatever spaces and capitals were typed."""
