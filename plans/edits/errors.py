"""Why an edit is refused; the texts are for the person who made it."""


class EditError(ValueError):
    """An edit that cannot be made."""


class MissingPartError(EditError):
    """The part is no longer in the plan."""

    def __init__(self) -> None:
        super().__init__(
            "Phần này không còn trong kế hoạch, có thể đã được người khác xóa. "
            "Hãy sao chép nội dung bạn vừa nhập, mở lại kế hoạch rồi thêm vào chỗ thích hợp."
        )


class StaleEditError(EditError):
    """Somebody changed meanwhile what the edit was made from.

    `now` is what stands there: a part or, for what has no version, the same kind of value as the edit's `before`.
    """

    def __init__(self, now: object) -> None:
        super().__init__(
            "Phần này vừa được sửa ở nơi khác sau khi bạn mở. "
            "Hãy đối chiếu nội dung hiện có với nội dung bạn nhập, rồi lưu lại."
        )
        self.now = now


class ImpossibleEditError(EditError):
    """The edit makes no sense for this part in this place."""
