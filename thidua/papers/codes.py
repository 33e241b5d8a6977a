"""Check codes: by them whoever holds a paper finds what the register says of it. Nobody guesses one."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without what is read for another: 0 and O; 1, I and L; U, which is read for V."""
LENGTH, GROUP = 12, 4


def new_code() -> str:
    """A code that nobody has, of 58 random bits: to meet a paper by chance takes millions of years at our limit."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """As printed: "7K3F-92QD-M4XA"."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def plain(typed: str) -> str:
    """The code that somebody typed, in small letters or with its hyphens; "" for what can be none."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(ALPHABET) else ""
