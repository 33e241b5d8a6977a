"""Rows that store what follows from their texts: the key they sort by, the text they are found by."""

from collections.abc import Iterable, Sequence
from typing import Any, Self, TypeVar

from django.db import models

from blocs.fields import Derived
from thidua.lib.text import fold, search_words

Row = TypeVar("Row", bound=models.Model)


def derived_fields(model: type[models.Model]) -> list[Derived]:
    """The fields of a model that follow from others."""
    return [field for field in model._meta.fields if isinstance(field, Derived)]


def with_derived(model: type[models.Model], names: Iterable[str]) -> list[str]:
    """The names of fields to write, and of those that follow from them."""
    names = list(names)
    return [*names, *(field.name for field in derived_fields(model) if set(field.sources) & set(names))]


class DerivedQuerySet(models.QuerySet[Row]):
    """Writes in bulk what `save()` would write."""

    def bulk_update(self, objs: Iterable[Row], fields: Iterable[str], batch_size: int | None = None) -> int:
        rows = list(objs)
        for field in derived_fields(self.model):
            for row in rows:
                field.derive(row)
        return super().bulk_update(rows, with_derived(self.model, fields), batch_size)

    def update(self, **values: Any) -> int:
        if stale := set(with_derived(self.model, values)) - set(values):
            raise ValueError(f"{', '.join(sorted(stale))} would go stale: use bulk_update")
        return super().update(**values)

    def found_by(self, words: str) -> Self:
        """The rows in whose search text every word occurs, with or without diacritics."""
        found = self
        for word in search_words(words):
            found = found.filter(search_text__contains=word)
        return found


class DerivedModel(models.Model):
    """A model with derived fields, right after `save(update_fields=...)` too."""

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **options: Any) -> None:
        if update_fields is not None:
            update_fields = with_derived(type(self), update_fields)
        super().save(*args, update_fields=update_fields, **options)

    def clean(self) -> None:
        """Constraints are asked about what would be saved."""
        super().clean()
        for field in derived_fields(type(self)):
            field.derive(self)


def search_text(*texts: str) -> str:
    """What a row is found by: its texts without diacritics."""
    return fold(" ".join(filter(None, texts)))


__all__: Sequence[str] = ["DerivedModel", "DerivedQuerySet", "search_text"]
