from blocs.models.activation import ActivationCode
from blocs.models.audit import AuditChain, AuditEntry
from blocs.models.bloc import Bloc
from blocs.models.organisation import FormerIdentity, Organisation
from blocs.models.post import Post
from blocs.models.setup_import import SetupImport
from blocs.models.term import Leadership, MemberUnit, Term
from blocs.models.user import User

__all__ = [
    "ActivationCode",
    "AuditChain",
    "AuditEntry",
    "Bloc",
    "FormerIdentity",
    "Leadership",
    "MemberUnit",
    "Organisation",
    "Post",
    "SetupImport",
    "Term",
    "User",
]
