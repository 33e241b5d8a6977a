"""What every page of an act does alike: run the service, show a refusal where the form is."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.forms import Form

from thidua.lib.verdict import RefusedError


def done(form: Form, act: Callable[[], object]) -> bool:
    """Whether the form is in order and its act was done; what stands against it becomes the form's own error."""
    if not form.is_valid():
        return False
    try:
        act()
    except RefusedError as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as invalid:
        form.add_error(None, invalid.messages)
    return form.is_valid()
