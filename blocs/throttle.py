"""How many wrong passwords and codes are borne: django-axes counts them, this module says whose and from where."""

from ipaddress import ip_address
from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt, AccessLog
from django.conf import settings
from django.db.models import Sum
from django.http import HttpRequest

from blocs.models import User

ADDRESSES = 10
"""The failures with one login name from all addresses may be this many times those from one."""


class Throttle(AxesDatabaseHandler):  # type: ignore[misc]  # django-axes has no types
    """Counts the failures with a login name from one address, and from all addresses together.

    The second count does not hold where the account has signed in before: nobody is shut out of their own office by
    guesses made elsewhere.
    """

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        here: int = super().get_failures(request, credentials)
        name = login_name(request, credentials)
        recent = AccessAttempt.objects.filter(username=name, attempt_time__gte=get_cool_off_threshold(request))
        everywhere: int = (recent.aggregate(total=Sum("failures_since_start"))["total"] or 0) // ADDRESSES
        if everywhere <= here or _has_signed_in(name, client_address(request)):
            return here
        return everywhere


def _has_signed_in(name: str, address: str | None) -> bool:
    return bool(AccessLog.objects.filter(username=name, ip_address=address).exists())


def login_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """The login name as accounts are stored, so that other capitals give no further guesses."""
    field = User._meta.get_field("login_name")
    return str(field.to_python((credentials or request.POST).get("username") or ""))[: field.max_length]


def client_address(request: HttpRequest) -> str | None:
    """The address that the outermost of our own proxies was called from; None when there is none to be had.

    Only what our proxies wrote counts: whatever stands further left in X-Forwarded-For may be invented.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    hops = [*filter(None, forwarded.replace(" ", "").split(",")), request.META.get("REMOTE_ADDR", "")]
    hop = hops[-1 - settings.PROXIES] if len(hops) > settings.PROXIES else hops[-1]
    try:
        return str(ip_address(hop))
    except ValueError:
        return None
