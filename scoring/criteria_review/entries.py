"""Groups, criteria and conditions one by one: their words, codes, maxima and floors."""

from collections import Counter
from collections.abc import Iterator

from scoring.criteria import Counts, Criteria, Criterion, Group, Node, counts_below, groups, leaves
from scoring.criteria_review.finding import Finding, called
from scoring.kinds import Direct, PlusMinus
from thidua.lib.points import has_at_most, is_multiple, number_text


def findings(criteria: Criteria) -> Iterator[Finding]:
    if not any(leaves(criteria)):
        yield Finding("NO_CRITERIA", "Bảng chưa có tiêu chí nào. Hãy thêm tiêu chí.")
    yield from _codes(criteria.nodes)
    for group, _ in groups(criteria):
        yield from _group(group)
        yield from _codes(group.nodes)
    for criterion, above in leaves(criteria):
        yield from _criterion(criterion, counts_below(above), criteria)
    for condition in (*criteria.pending, *criteria.excluded):
        if not condition.text.strip():
            yield Finding("NO_TEXT", "Có điều kiện chưa xét, không xét để trống. Hãy nhập hoặc xóa.", condition.key)


def _codes(siblings: tuple[Node, ...]) -> Iterator[Finding]:
    """Codes such as "a)" come again in every group, so only those side by side have to differ."""
    often = Counter(node.code.strip() for node in siblings)
    for node in siblings:
        code = node.code.strip()
        if code and often[code] > 1:
            yield Finding("CODE_TWICE", f"{called(node)} trùng số thứ tự “{code}”. Hãy đánh số lại.", node.key)


def _group(group: Group) -> Iterator[Finding]:
    if not group.text.strip():
        yield Finding("NO_TEXT", f"{called(group)} chưa có tên. Hãy nhập tên nhóm.", group.key)
    if not group.nodes:
        yield Finding("EMPTY_GROUP", f"{called(group)} chưa có tiêu chí. Hãy thêm tiêu chí hoặc xóa nhóm.", group.key)
    if group.cap is not None and group.cap <= 0:
        yield Finding("GROUP_CAP", f"{called(group)}: mức tối đa phải lớn hơn 0. Hãy sửa hoặc để trống.", group.key)


def _criterion(criterion: Criterion, counts: Counts, criteria: Criteria) -> Iterator[Finding]:
    key, most = criterion.key, criterion.max
    if not criterion.text.strip():
        yield Finding("NO_TEXT", f"{called(criterion)} chưa có nội dung. Hãy nhập nội dung.", key)
    if most is None:
        if counts is not Counts.DEDUCTION:
            yield Finding("NO_MAX", f"{called(criterion)} chưa có điểm chuẩn. Hãy nhập điểm chuẩn.", key)
        return
    if most <= 0:
        yield Finding("MAX", f"{called(criterion)}: điểm chuẩn phải lớn hơn 0. Hãy sửa điểm chuẩn.", key)
    elif not has_at_most(criteria.decimals, most):
        yield Finding(
            "MAX_DECIMALS",
            f"{called(criterion)}: điểm chuẩn {number_text(most)} có nhiều hơn {criteria.decimals} chữ số thập phân "
            "của bảng. Hãy sửa điểm chuẩn hoặc tăng số chữ số thập phân.",
            key,
        )
    elif isinstance(criterion.rule, Direct | PlusMinus) and not is_multiple(most, criteria.step):
        yield Finding(
            "MAX_OFF_STEP",
            f"{called(criterion)}: điểm chuẩn {number_text(most)} không chia hết cho bước điểm "
            f"{number_text(criteria.step)}. Hãy kiểm tra điểm chuẩn hoặc bước điểm.",
            key,
            blocking=False,
        )
    if criterion.floor is not None and not 0 <= criterion.floor <= most:
        yield Finding(
            "FLOOR",
            f"{called(criterion)}: điểm tối thiểu phải từ 0 đến điểm chuẩn {number_text(most)}. Hãy sửa số này.",
            key,
        )
