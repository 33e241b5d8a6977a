"""Forms of the admin that end in a service."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.admin.widgets import AutocompleteMixin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpResponse

from blocs.requests import key_of
from blocs.standing import Standing
from thidua.lib.verdict import RefusedError


class _ShowsKeysAlone(AutocompleteMixin):
    """Django's own looks up whatever was sent, to show it again, and breaks on what can be no key."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in value if key_of(str(key))], attrs)


class AutocompleteOne(_ShowsKeysAlone, forms.Select):
    """A row found by typing."""


class AutocompleteMany(_ShowsKeysAlone, forms.SelectMultiple):
    """Rows found by typing. What can be no key becomes one that no row has, and so no valid choice."""

    def value_from_datadict(self, data, files, name):
        return [key_of(key) for key in super().value_from_datadict(data, files, name)]


class Served(forms.BaseForm):
    """A form whose last check is the service itself: what that refuses stands at the form, and nothing typed is lost.

    So `is_valid()` means done. A form that changes nothing calls no service.
    """

    standing: Standing
    admin_site: AdminSite
    borrow: Callable[[type[models.Model], str], Any]
    """Gives the form field of a model's field, its choices limited to the person's scope."""
    make_page: Callable[[str, dict[str, Any]], HttpResponse]
    """Makes a page of the admin from a template and its context."""
    borrowed: ClassVar[dict[str, tuple[type[models.Model], str]]] = {}
    """Fields that are those of another model; the class names them too, so that Django knows of them."""
    outcome: Any = None

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, (model, field) in self.borrowed.items():
            if name in self.fields:
                self.fields[name] = self.borrow(model, field)

    def serve(self) -> Any:
        """Do what the form is for. Raises RefusedError or ValidationError."""
        raise NotImplementedError

    def full_clean(self) -> None:
        super().full_clean()
        if not self.is_bound or self.errors:
            return
        try:
            with transaction.atomic():
                self.outcome = self.serve()
        except RefusedError as refusal:
            self.add_error(None, str(refusal))
        except ValidationError as error:
            self._place(error)

    def _place(self, error: ValidationError) -> None:
        for name, errors in getattr(error, "error_dict", {None: error}).items():
            self.add_error(name if name in self.fields else None, errors)


class ServedModelForm(Served, forms.ModelForm):
    """A form of the admin's add and change pages; `create` and `change` call the service."""

    def serve(self) -> Any:
        if self.instance.pk is None:
            self.instance = self.create(**self.cleaned_data)
        elif self.has_changed():
            self.instance = self.change(**self.cleaned_data)
        return self.instance

    def create(self, *args: Any, **values: Any) -> models.Model:
        raise NotImplementedError

    def change(self, *args: Any, **values: Any) -> models.Model:
        raise NotImplementedError


class ActForm(Served, forms.Form):
    """The form of an act on one object: what it asks for, and what it does."""

    obj: Any

    def serve(self) -> HttpResponse | str:
        """Do it; gives the message to show, or a page of its own."""
        raise NotImplementedError
