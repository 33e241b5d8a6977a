"""How bodies are called: one body by several names, and bodies that have ended.

From practice: last year's file brings both along. When a body ended is said by the registry.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from plans.registry import Body
from plans.review.case import Case, Place, Text
from plans.review.citations import cited_clauses, name_pattern
from plans.review.finding import Finding, listed
from thidua.lib.dates import short_date

_AND = r"\s*(?:[-–,]|và|&)?\s*"
_BODIES = {
    "Hội đồng Thi đua - Khen thưởng": rf"(?i:Hội đồng|HĐ)\s*(?i:thi đua|TĐ){_AND}(?i:khen thưởng|KT)(?!\w)",
    "Ban Thi đua - Khen thưởng": rf"(?i:Ban)\s+(?i:thi đua|TĐ){_AND}(?i:khen thưởng|KT)(?!\w)",
    "Sở Giáo dục và Đào tạo": rf"(?i:Sở)\s+(?i:giáo dục|GD){_AND}(?i:đào tạo|ĐT)(?!\w)",
    "Phòng Giáo dục và Đào tạo": rf"(?i:Phòng)\s+(?i:giáo dục|GD){_AND}(?i:đào tạo|ĐT)(?!\w)",
}
_BLOC = re.compile(
    r"(?<!\w)(?P<core>(?P<kind>(?i:khối|cụm))\s+(?:(?i:thi đua)|TĐ)(?:\s+(?i:khối|cụm)(?=\s+(?:số\s+)?\d))?)(?!\w)"
    r"(?:\s+(?P<tail>(?:(?i:số)\s+)?\d+))?"
)
_ABBREVIATED = re.compile(r"(?<!\w)(?:HĐ|TĐ|KT|GD|ĐT|TĐKT|GDĐT|GD&ĐT)(?!\w)")
_POST_OF = re.compile(
    r"(?P<name>(?:(?i:công đoàn)\s+)?(?:(?i:trường)|Sở|Ban|Ủy ban|UBND|Phòng|Công ty|Chi cục|Cục|Trung tâm)\s+"
    r"[^.;:()]{3,120}?)\s*\((?:(?i:đơn vị)\s+)?(?P<post>(?i:(?:khối|cụm) (?:trưởng|phó)|(?:trưởng|phó) (?:khối|cụm)))\)"
)
_ANOTHER = re.compile(
    r"\s*(?:\([^()]*)?(?:cũ|trước đây|trước khi|HĐND|(?:của )?Hội đồng nhân dân)(?!\w)", re.IGNORECASE
)
"""What follows a body that is known to be past, or a council's committee of the same name."""


def findings(case: Case) -> Iterator[Finding]:
    yield from _bodies(case)
    yield from _bloc(case)
    yield from _holders_of_posts(case)
    yield from _ended(case)


# --- one body, several names ----------------------------------------------------------------------------------------


def _plain(words: str) -> str:
    """A form for comparing: the kind of dash and the first letter, which a sentence's start changes, do not count."""
    plain = " ".join(words.replace("–", "-").split())
    return plain[:1].lower() + plain[1:] if plain[1:2].islower() else plain


def _differ(forms: set[str]) -> bool:
    """Whether names differ among the full forms, or among the abbreviated ones."""
    full = {form for form in forms if not _ABBREVIATED.search(form)}
    return len(full) > 1 or len(forms - full) > 1


def _variants(named: dict[str, int | None], what: str) -> Finding:
    return Finding(
        "NAME_VARIANTS",
        f"{what} được viết nhiều cách: {listed(named)}. Hãy dùng một cách trong toàn văn bản.",
        list(named.values())[1],
    )


def _bodies(case: Case) -> Iterator[Finding]:
    """In small letters a name may mean any such body ("các sở giáo dục và đào tạo")."""
    patterns = _BODIES | {name: name_pattern(name) for name in case.registry.names}
    for name, pattern in patterns.items():
        named: dict[str, int | None] = {}
        for text in case.texts:
            for match in re.finditer(rf"(?<!\w){pattern}", text.text):
                if match[0][0].isupper() and (not match[0].isupper() or _ABBREVIATED.search(match[0])):
                    named.setdefault(" ".join(match[0].replace("–", "-").split()), text.key)
        if _differ(set(map(_plain, named))):
            yield _variants(named, name)


def _bloc(case: Case) -> Iterator[Finding]:
    """ "Khối thi đua số 6", "Khối Thi đua số 6", "Khối TĐ 6"; small letters without a number mean blocs in general."""
    for kind in ("khối", "cụm"):
        named: dict[str, int | None] = {}
        cores, tails = set(), set()
        for text in case.texts:
            for match in _BLOC.finditer(text.text):
                is_name = match["tail"] or match["kind"][0].isupper()
                if match["kind"].lower() != kind or match["core"].isupper() or not is_name:
                    continue
                if match["tail"] or _plain(match["core"]) not in cores:
                    named.setdefault(" ".join(match[0].split()), text.key)
                cores.add(_plain(match["core"]))
                if match["tail"] and not _ABBREVIATED.search(match["core"]):
                    tails.add(re.sub(r"\d+", "", match["tail"]).lower())
        if _differ(cores) or len(tails) > 1:
            yield _variants(named, f"Tên {kind} thi đua")


def _holders_of_posts(case: Case) -> Iterator[Finding]:
    """The unit in brackets before "(đơn vị Cụm phó)": a longer and a shorter name of the same unit."""
    holders: dict[str, dict[str, int | None]] = defaultdict(dict)
    for text in case.texts:
        for match in _POST_OF.finditer(text.text):
            name = re.sub(r"^công đoàn\s+", "", match["name"], flags=re.IGNORECASE)
            holders[match["post"].capitalize()].setdefault(name[:1].upper() + name[1:], text.key)
    for post, named in holders.items():
        names = sorted(named, key=len)
        if any(longer != shorter and longer.startswith(shorter) for shorter in names for longer in names):
            yield _variants(named, f"Đơn vị {post}")


# --- bodies that have ended -----------------------------------------------------------------------------------------


def _ended(case: Case) -> Iterator[Finding]:
    """Bodies of the registry that ended before the plan's day; not those that issued a cited document."""
    day = case.day
    if day is None:
        return
    texts = [(text, _without_citations(text)) for text in case.texts]
    texts += [
        (Text(signature.key, Place.PROSE, line), line)
        for signature in case.content.signatures
        for line in (*signature.authority, *signature.position)
    ]
    head = " ".join((*case.content.head.superior, *case.content.head.issuer))
    texts.insert(0, (Text(None, Place.SUBJECT, head), head))
    for body in case.registry.bodies:
        if body.last_day >= day:
            continue
        found = [(text.key, own[start:end]) for text, own in texts for start, _, end in named(body, own)]
        if found:
            doubt = " (tùy địa phương, hãy kiểm tra)" if body.verify else ""
            yield Finding(
                "DEAD_BODY",
                f"{listed(words for _, words in found)} đã kết thúc hoạt động sau {short_date(body.last_day)}{doubt}. "
                f"Hãy thay bằng {body.successor}.",
                found[0][0],
            )


def named(body: Body, text: str) -> Iterator[tuple[int, int, int]]:
    """Where a text names a body that is not known to be past: start and end of the name, and the end of what follows
    it to the whole name, such as a place."""
    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, body.names))})(?!\w)"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        end = _end_of_name(text, match.end())
        if not _ANOTHER.match(text, end):
            yield match.start(), match.end(), end


def _end_of_name(text: str, end: int) -> int:
    """Where a name that goes on from `end`, such as that of a place, ends: at most three capitalised words further."""
    next_word = re.compile(r" +(\w+)")
    for _ in range(3):
        word = next_word.match(text, end)
        if word is None or word[1][0] == word[1][0].lower():
            break
        end = word.end()
    return end


def _without_citations(text: Text) -> str:
    """The text without cited documents, their issuers and subjects: each up to the end of its clause."""
    own, end = [], 0
    for cited in cited_clauses(text.text):
        own.append(text.text[end : cited.start])
        end = cited.end
    return "".join((*own, text.text[end:]))
