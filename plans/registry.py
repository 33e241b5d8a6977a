"""Laws and bodies with the days on which they are valid: what a plan may still cite and whom it may still name.

A registry is a value that is passed in. The packaged one (`data/registry.toml`) holds what plans of emulation blocs
cite, the site lays the offices' own entries over it (`plans.services.registry`); what it does not know it says nothing
about.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib import resources

from pydantic import ConfigDict, TypeAdapter


class Entry:
    """Read strictly: an unknown key in the data is an error."""

    __pydantic_config__ = ConfigDict(extra="forbid")


@dataclass(frozen=True, kw_only=True)
class LegalDocument(Entry):
    """A law, decree, circular … and the days on which it is in force."""

    number: str
    """Number and symbol: "152/2025/NĐ-CP"."""
    kind: str
    subject: str
    issued_on: date
    first_day: date
    last_day: date | None = None
    """The last day in force, or None while no end is known."""
    replaced_by: str | None = None
    """Number and symbol of the document in its place."""
    name: str | None = None
    """The name by which a law, or an amendment of it, is cited with nothing but its date or year."""
    matter: str | None = None
    """Words that a plan to which the document matters is bound to use: "lương cơ sở"; None where none are."""
    verify: bool = False
    """Whether its days still wait for a check against the official text."""


@dataclass(frozen=True, kw_only=True)
class Body(Entry):
    """A body, or a kind of place, that has ended."""

    names: tuple[str, ...]
    last_day: date
    successor: str
    verify: bool = False
    """Whether day and successor still wait for a check, or differ from province to province."""


@dataclass(frozen=True, kw_only=True)
class Registry(Entry):
    """What is known of laws and bodies."""

    documents: tuple[LegalDocument, ...] = ()
    bodies: tuple[Body, ...] = ()

    def document(self, number: str) -> LegalDocument | None:
        """The document with this number and symbol, however spaced: "06/2022/QH15", "6/2022/QH 15"."""
        wanted = plain_number(number)
        return next((document for document in self.documents if plain_number(document.number) == wanted), None)

    def named(self, name: str) -> Iterator[LegalDocument]:
        """The law of this name with its amendments."""
        return (document for document in self.documents if document.name == name)

    @property
    def names(self) -> tuple[str, ...]:
        """The names by which laws are cited."""
        return tuple(dict.fromkeys(document.name for document in self.documents if document.name))

    def successor(self, document: LegalDocument, day: date) -> LegalDocument | None:
        """What stands in the place of a document on a day: the first after it that has not ended by then.

        None where nothing does, or documents name each other in a circle.
        """
        passed = {document}
        following = self.document(document.replaced_by) if document.replaced_by else None
        while following and following.replaced_by and following.last_day and following.last_day < day:
            if following in passed:
                return None
            passed.add(following)
            following = self.document(following.replaced_by)
        return following

    def overlaid(self, documents: Collection[LegalDocument], bodies: Collection[Body]) -> "Registry":
        """This registry with others' entries: each takes the place of the document of its number, the body of its name.

        A body that is known by several names keeps those that no entry has.
        """
        numbers = {plain_number(document.number) for document in documents}
        names = {plain_name(name) for body in bodies for name in body.names}
        kept = (
            replace(body, names=tuple(name for name in body.names if plain_name(name) not in names))
            for body in self.bodies
        )
        return Registry(
            documents=(*(known for known in self.documents if plain_number(known.number) not in numbers), *documents),
            bodies=(*(body for body in kept if body.names), *bodies),
        )


def plain_number(number: str) -> str:
    """A number for comparing: no spaces, one hyphen, no leading 0."""
    return re.sub(r"[\s&]", "", number).replace("–", "-").lstrip("0").upper()


def plain_name(name: str) -> str:
    """A body's name for comparing: small letters, one hyphen, single spaces."""
    return " ".join(name.replace("–", "-").casefold().split())


@cache
def packaged() -> Registry:
    """The registry that comes with the program."""
    text = (resources.files("plans") / "data" / "registry.toml").read_text(encoding="utf-8")
    return TypeAdapter(Registry).validate_python(tomllib.loads(text))
