"""Model fields for exact numbers."""

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import models

from thidua.lib.points import PLACES_OF_FIGURES, PLACES_OF_POINTS, from_units, to_units

if TYPE_CHECKING:
    BigIntegerField = models.BigIntegerField[Any, Any]
else:
    BigIntegerField = models.BigIntegerField


class _ExactField(BigIntegerField):
    """A decimal number with a fixed number of places, kept as a whole number of its last place.

    SQLite would keep a decimal as floating point, where a sum depends on the order of adding.
    """

    places: int

    def from_db_value(self, value: int | None, *_: Any) -> Decimal | None:
        return None if value is None else from_units(value, self.places)

    def to_python(self, value: Any) -> Decimal | None:
        return None if value is None else Decimal(value)

    def get_prep_value(self, value: Any) -> int | None:
        """Raises ValueError for more places than are kept, which would be lost."""
        number = self.to_python(value)
        return None if number is None else to_units(number, self.places)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        try:
            self.get_prep_value(value)
        except (ValueError, ArithmeticError) as error:
            raise ValidationError(f"Hãy nhập số có nhiều nhất {self.places} chữ số thập phân.") from error
        return self.to_python(value)


class PointsField(_ExactField):
    """Points, in hundredths."""

    places = PLACES_OF_POINTS


class FigureField(_ExactField):
    """A figure that points are reckoned from, in ten-thousandths."""

    places = PLACES_OF_FIGURES
