"""The real plans kept beside the project, for those who have them; nothing of them is in it."""

from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared"
PLANS = sorted((SHARED / "corpus" / "plans").glob("*.txt"))

needs_shared = pytest.mark.skipif(not PLANS, reason="the real plans are not beside the project")
"""Marks tests on real plans."""
