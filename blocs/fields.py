"""Model fields that bring Vietnamese text to one form before it is compared or stored."""

from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from django.db import models

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
else:
    CharField = models.CharField


class NFCCharField(CharField):
    """A line of text in composed letters (NFC), so that "Hòa" typed on any keyboard is the same name."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return normalize("NFC", value) if isinstance(value, str) else value


class LoginNameField(NFCCharField):
    """A login name, the same however it is capitalised, on every database: stored and sought in small letters."""

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return value.strip().casefold() if isinstance(value, str) else value
