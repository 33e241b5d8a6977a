"""What a file is worth that says it is a copy of one of our papers."""

from thidua.papers.models import Paper
from thidua.papers.services import files, keyring
from thidua.papers.signatures.verifying import Verification, verify


def of_copy(paper: Paper, data: bytes) -> Verification:
    """The judgement on a file held against all copies of the paper that are kept.

    Raises VerificationError for what is no PDF that can be judged.
    """
    return verify(data, trust=keyring.trust(), ours=copies_of(paper))


def copies_of(paper: Paper) -> list[bytes]:
    """All that was ever handed out to be signed or as signed, the prepared paper first."""
    copies = paper.copies.select_related("file").order_by("pk")
    return [files.read(paper.rendering), *(files.read(copy.file) for copy in copies)]
