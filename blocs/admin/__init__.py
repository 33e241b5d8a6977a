"""The admin of who exists and who may: where the superior office sets up blocs, their years and accounts."""

from django.contrib import admin
from django.contrib.auth import admin as auth_admin  # it registers Group, and other apps may come here before it
from django.contrib.auth.models import Group

from blocs.admin import accounts, blocs, history, organisations, terms

__all__ = ["accounts", "auth_admin", "blocs", "history", "organisations", "terms"]

# What a person may do follows from the posts they hold, so groups of rights have no use here.
admin.site.unregister(Group)
