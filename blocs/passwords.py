"""What a password must be, said in Vietnamese where Django's translation falls silent."""

from django.contrib.auth import password_validation


class MinimumLengthValidator(password_validation.MinimumLengthValidator):
    def get_error_message(self) -> str:
        return f"Mật khẩu này quá ngắn. Hãy dùng ít nhất {self.min_length} ký tự, chẳng hạn một câu dễ nhớ."
