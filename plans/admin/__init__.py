"""The admin of plans, and of the registry of laws and bodies that they are held against."""

from plans.admin import plans, registry

__all__ = ["plans", "registry"]
