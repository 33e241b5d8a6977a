"""The fields that a page of the admin shows without offering them for change.

Django links every related object among them; here a link stands only where it leads to a page the person may see.
"""

from contextlib import suppress
from datetime import date
from decimal import Decimal
from types import NoneType
from typing import Any

from django.contrib.admin.helpers import AdminForm, AdminReadonlyField, Fieldline, Fieldset
from django.contrib.admin.utils import display_for_value, lookup_field
from django.core.exceptions import ObjectDoesNotExist


class ScopedAdminForm(AdminForm):
    def __iter__(self):
        options: Any
        for name, options in self.fieldsets:
            yield ScopedFieldset(self.form, name, self.readonly_fields, model_admin=self.model_admin, **options)


class ScopedFieldset(Fieldset):
    fields: Any

    def __iter__(self):
        return (ScopedFieldline(self.form, name, self.readonly_fields, self.model_admin) for name in self.fields)


class ScopedFieldline(Fieldline):
    def __iter__(self):
        for field in super().__iter__():
            yield self._scoped(field) if field.is_readonly else field

    def _scoped(self, field):
        return ScopedReadonlyField(self.form, field.field["field"], field.is_first, self.model_admin)


class ScopedReadonlyField(AdminReadonlyField):
    form: Any
    model_admin: Any

    def contents(self):
        """What a method of the admin gives, as lists show it: Django writes "None", 94.50 and 2026-11-05 on a page."""
        with suppress(AttributeError, ValueError, ObjectDoesNotExist):
            field, _, value = lookup_field(self.field["field"], self.form.instance, self.model_admin)
            if field is None and isinstance(value, NoneType | Decimal | date):
                return display_for_value(value, self.empty_value_display)
        return super().contents()

    def get_admin_url(self, remote_field, remote_obj):
        rows = self.model_admin.admin_site.get_model_admin(remote_field.model).rows(self.form.standing)
        if rows is None or not remote_field.model.objects.filter(rows, pk=remote_obj.pk).exists():
            return str(remote_obj)
        return super().get_admin_url(remote_field, remote_obj)
