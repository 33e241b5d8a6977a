"""Names of files as people tell them."""

import unicodedata

from thidua.lib.text import nfc

LONGEST_NAME, LONGEST_TAIL = 200, 20
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories: controls, format marks, halves of letters, ends of lines and paragraphs."""


def harmless_name(name: str) -> str:
    """A file's name as told, on one line: no folders, no controls, no marks that turn the writing round ("gpj.exe")."""
    name = nfc(name).replace("\\", "/").rpartition("/")[2]
    name = "".join(letter for letter in name if unicodedata.category(letter) not in UNSEEN).strip(" .")
    if len(name) > LONGEST_NAME:
        return f"{name[: LONGEST_NAME - LONGEST_TAIL - 1]}…{name[-LONGEST_TAIL:]}"
    return name or "tep"


def ending_of(name: str) -> str:
    """ ".pdf" of "Quyết định.PDF"; nothing where there is no dot."""
    return name[name.rfind(".") :].lower() if "." in name else ""
