from blocs.models.user import User

__all__ = ["User"]
