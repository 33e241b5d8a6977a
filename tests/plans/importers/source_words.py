"""The words of a file and the words read from it, in a form in which they must be equal."""

import re
from dataclasses import replace

from plans.importers.reader import Reading
from tests.plans.words import content_texts, words

PRESCRIBED = re.compile(
    r"cộng\s+hòa\s+xã\s+hội\s+chủ\s+nghĩa\s+việt\s+nam|độc\s+lập\s*[-–]\s*tự\s+do\s*[-–]\s*hạnh\s+phúc", re.IGNORECASE
)
"""Quốc hiệu and Tiêu ngữ, which every paper has and no content keeps."""
EMPHASIS = re.compile(r"\*")
MARKUP = re.compile(r"<br>|\]\([^()]*\)")
"""Line breaks and the addresses of links."""
PAGE_NUMBER = re.compile(r"^ {60,}\d$", re.MULTILINE)


def words_of_file(text: str):
    """The words that the content of a file must have."""
    text = MARKUP.sub(" ", EMPHASIS.sub("", PAGE_NUMBER.sub("", text)))
    return words(PRESCRIBED.sub(" ", text))


def words_of_reading(reading: Reading):
    """The words read, without those the reader says it supplied itself."""
    content = reading.content
    codes = {doubt.code for doubt in reading.doubts}
    if "ISSUER_DERIVED" in codes:
        content = replace(content, head=replace(content.head, issuer=()))
    if "KIND_MISSING" in codes:
        content = replace(content, kind="")
    return words(*content_texts(content))
