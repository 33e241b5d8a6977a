"""The blocs themselves."""

import pytest

from blocs.models import Bloc
from blocs.services import blocs
from tests.world import standing
from thidua.lib.verdict import RefusedError


def test_a_bloc_is_put_only_under_what_one_oversees_oneself(world):
    """Otherwise a bloc could be pushed into another province, out of its office's sight."""
    with pytest.raises(RefusedError, match="không thuộc phạm vi quản lý"):
        blocs.change(world.bloc, by=standing(world.chief), superior=world.far_province)
    assert Bloc.objects.get(pk=world.bloc.pk).superior == world.province
    assert blocs.change(world.bloc, by=standing(world.chief), superior=world.health).superior == world.health
