"""Edits of a table: pure, and never over what somebody else typed."""

from dataclasses import replace
from decimal import Decimal

import pytest

from scoring import edits
from scoring.criteria import Criteria, Criterion, Group, walk
from scoring.edits import ImpossibleEditError, MissingPartError, StaleEditError
from scoring.kinds import Direct, PassFail

TABLE = Criteria(
    last_key=9,
    scale=Decimal(10),
    step=Decimal(1),
    nodes=(
        Group(key=1, text="Một", nodes=(
            Criterion(key=2, text="a", max=Decimal(4), rule=Direct()), Criterion(key=3, text="b", rule=Direct()),
        )),
        Group(key=4, text="Hai", nodes=(Group(key=5, text="Ba"),)),
    ),
)  # fmt: skip
NEW = Criterion(key=0, text="mới", rule=Direct())


def keys(criteria):
    return [node.key for node, _ in walk(criteria)]


def version(criteria, key):
    return edits.find(criteria, key).node.version


def test_a_changed_part_is_one_version_on_and_its_group_is_not():
    after = edits.changed(TABLE, 2, 1, text="A", rule=PassFail())
    assert (edits.find(after, 2).node.text, version(after, 2), version(after, 1)) == ("A", 2, 1)


def test_a_change_of_nothing_changes_nothing():
    assert edits.changed(TABLE, 2, 1, text="a") is TABLE


def test_a_part_that_moved_on_is_not_overwritten():
    with pytest.raises(StaleEditError):
        edits.changed(edits.changed(TABLE, 2, 1, text="A"), 2, 1, text="B")


def test_a_part_that_is_gone_cannot_be_edited():
    with pytest.raises(MissingPartError):
        edits.changed(TABLE, 7, 1, text="A")


@pytest.mark.parametrize(
    ("inside", "after", "order"),
    [(None, None, [1, 2, 3, 4, 5, 10]), (1, None, [1, 2, 3, 10, 4, 5]), (1, 2, [1, 2, 10, 3, 4, 5])],
)
def test_a_new_part_has_a_key_never_given_before(inside, after, order):
    grown = edits.added(TABLE, NEW, inside=inside, after=after)
    assert keys(grown) == order
    assert grown.last_key == 10


def test_nothing_is_added_to_a_criterion():
    with pytest.raises(ImpossibleEditError, match="không chứa dòng khác"):
        edits.added(TABLE, NEW, inside=2)


@pytest.mark.parametrize(("key", "steps", "order"), [(3, -1, [1, 3, 2, 4, 5]), (1, 1, [4, 5, 1, 2, 3]), (2, -1, None)])
def test_parts_move_among_their_own(key, steps, order):
    assert keys(edits.moved(TABLE, key, steps)) == (order or keys(TABLE))


@pytest.mark.parametrize(("key", "inside", "order"), [(2, 5, [1, 3, 4, 5, 2]), (5, None, [1, 2, 3, 4, 5])])
def test_parts_go_into_other_groups(key, inside, order):
    assert keys(edits.placed(TABLE, key, inside)) == order


@pytest.mark.parametrize("inside", [4, 5])
def test_a_group_does_not_go_into_itself(inside):
    with pytest.raises(ImpossibleEditError, match="chính nó"):
        edits.placed(TABLE, 4, inside)


def test_deleting_takes_all_below_away_as_it_was_seen():
    seen = edits.versions_of(edits.find(TABLE, 1).node)
    assert keys(edits.deleted(TABLE, 1, seen)) == [4, 5]
    with pytest.raises(StaleEditError):
        edits.deleted(edits.changed(TABLE, 2, 1, text="A"), 1, seen)


def test_settings_are_not_overwritten_unseen():
    seen = edits.mark_of(edits.frame(TABLE, ("scale", "step")))
    after = edits.with_frame(TABLE, ("scale", "step"), seen, scale=Decimal(100))
    assert after.scale == 100
    with pytest.raises(StaleEditError):
        edits.with_frame(after, ("scale", "step"), seen, scale=Decimal(50))


def test_conditions_that_stay_keep_their_keys():
    def seen(criteria):
        return edits.mark_of(edits.frame(criteria, edits.CONDITIONS))

    first = edits.with_conditions(TABLE, seen(TABLE), pending=["Bị thanh tra"], excluded=["Không đăng ký"])
    second = edits.with_conditions(first, seen(first), pending=[], excluded=["Bị kỷ luật", "Bị thanh tra"])
    assert [(each.key, each.text) for each in second.excluded] == [(12, "Bị kỷ luật"), (10, "Bị thanh tra")]
    assert second.last_key == 12


def test_a_table_in_the_place_of_itself_is_the_same():
    assert edits.replaced(TABLE, TABLE) == TABLE


def test_in_another_table_what_changed_counts_on_and_what_stayed_does_not():
    typed = edits.added(edits.changed(TABLE, 2, 1, text="A"), replace(NEW, version=7), inside=1)
    after = edits.replaced(TABLE, typed)
    assert {node.key: node.version for node, _ in walk(after)} == {1: 1, 2: 2, 3: 1, 10: 1, 4: 1, 5: 1}


def test_a_key_is_not_given_again_whatever_another_table_says():
    assert edits.replaced(TABLE, replace(TABLE, last_key=5)).last_key == 9
