from thidua.papers.models.delivery import Delivery
from thidua.papers.models.paper import Paper
from thidua.papers.models.register import Register, RegisterEntry
from thidua.papers.models.signed_copy import PendingSignature, SignedCopy
from thidua.papers.models.signing_image import SigningImage
from thidua.papers.models.stored_file import StoredFile

__all__ = [
    "Delivery",
    "Paper",
    "PendingSignature",
    "Register",
    "RegisterEntry",
    "SignedCopy",
    "SigningImage",
    "StoredFile",
]
