"""Markdown emphasis in the wild: unbalanced, spread over lines, mixed with literal asterisks.

Emphasis becomes private marks inside the text while lines are joined, and is taken out at the end.
"""

import re

from plans.importers.blocks import RawLine

BOLD, PLAIN, ITALIC, UPRIGHT = "\ue001", "\ue002", "\ue003", "\ue004"
LITERAL_STAR = "\ue000"
_MARKS = re.compile(f"[{BOLD}{PLAIN}{ITALIC}{UPRIGHT}]")
_RUN = re.compile(r"\*+")
_HTML = re.compile(r"</?(?:u|b|i|em|strong|sup|sub|span|font|center|p|div)(?:\s[^<>]{0,200})?>", re.IGNORECASE)
_LINK = re.compile(r"\[([^\[\]]{1,300})\]\([^()\s]{1,300}\)")


def without_marks(marked: str) -> str:
    """The words of a marked text."""
    return _MARKS.sub("", marked).replace(LITERAL_STAR, "*")


def is_open(marked: str) -> bool:
    """Whether emphasis begun in this text has not ended in it."""
    return marked.count(BOLD) > marked.count(PLAIN) or marked.count(ITALIC) > marked.count(UPRIGHT)


def mark(lines: list[str]) -> list[str]:
    """The lines of one paragraph or cell with their asterisks turned into marks.

    A run of asterisks opens emphasis before a word and closes it after one; alone between spaces, or as a bullet at
    the start of a line, it is an asterisk. What is still open at the end is closed.
    """
    bold = italic = False
    marked = []
    for line in lines:
        line = _LINK.sub(r"\1", _HTML.sub("", line).replace("\\*", LITERAL_STAR))
        out: list[str] = []
        position = 0
        for run in _RUN.finditer(line):
            out.append(line[position : run.start()])
            position = run.end()
            before, after = line[run.start() - 1 : run.start()], line[run.end() : run.end() + 1]
            alone = (not before or before.isspace()) and (not after or after.isspace())
            if alone and len(run.group()) == 1 and not italic and line.strip() != "*":
                out.append(LITERAL_STAR)
                continue
            if len(run.group()) >= 2:
                out.append(PLAIN if bold else BOLD)
                bold = not bold
            if len(run.group()) % 2:
                out.append(UPRIGHT if italic else ITALIC)
                italic = not italic
        out.append(line[position:])
        marked.append("".join(out))
    if marked:
        marked[-1] += (PLAIN if bold else "") + (UPRIGHT if italic else "")
    return marked


def finish(marked: str, *, level: int = 0, gap_before: bool = False, note: bool = False) -> RawLine:
    """The paragraph without marks, and how much of its beginning was bold."""
    letters: list[str] = []
    bold_until = 0
    bold = False
    unbroken = True
    for char in marked:
        if char == BOLD:
            bold = True
        elif char == PLAIN:
            bold = False
        elif char in (ITALIC, UPRIGHT):
            continue
        elif char.isspace():
            if letters and letters[-1] != " ":
                letters.append(" ")
        else:
            letters.append("*" if char == LITERAL_STAR else char)
            unbroken = unbroken and bold
            if unbroken:
                bold_until = len(letters)
    return RawLine(text="".join(letters).strip(), bold=bold_until, level=level, gap_before=gap_before, note=note)
