"""The harmless text by which virus scanners are tried (eicar.org); whoever finds it has to treat it as a virus."""

_TEXT = b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE"
"""In two pieces, lest a scanner take away this very file."""
LONGEST = len(_TEXT)

INFECTED = "Tệp chứa mã độc nên không được nhận. Hãy quét vi rút trên máy rồi gửi tệp khác."


def is_infected(data: bytes) -> bool:
    """Whether the text stands anywhere in the bytes."""
    return _TEXT in data
