"""Formatting as digests, without what programs write by themselves, so that equal digests are equal formatting."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache

from lxml import etree

from deck.ooxml.names import MC, A, P, R

# what the relations of a part lead to, by their ids: a digest, an address, a slide's key
Leads = Mapping[str, str]

# spelling, languages and bookkeeping: written anew by whatever program saves the file
NOISE = frozenset(("lang", "altLang", "dirty", "err", "smtClean", "smtId", "bmk", "noProof", "kumimoji"))
RELATION = f"{{{R}}}"
# numbers of shapes and fields, which a program gives out anew
NUMBERED = frozenset(((f"{{{P}}}cNvPr", "id"), (f"{{{A}}}fld", "id"), (f"{{{P}}}oleObj", "spid")))
NUMBERS = ("id", "spid")
# what is left out everywhere: extensions, and the second version of what a file has twice
SKIPPED = frozenset((f"{{{A}}}extLst", f"{{{P}}}extLst", f"{{{MC}}}Fallback"))
NONE: frozenset[str] = frozenset()


@lru_cache(maxsize=16_384)
def digest(form: str) -> str:
    """Return a short digest; never empty, even for nothing."""
    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def canonical(element: etree._Element, leads: Leads, without: frozenset[str] = NONE) -> str:
    """Return an element as a text that does not depend on the order of its attributes, on ids, or on noise.

    Children whose tags are `without` are left out, at any depth. A relation counts by what it leads to.
    """
    return f"<{element.tag}{inner(element, leads, without)}>"


def inner(element: etree._Element, leads: Leads, without: frozenset[str] = NONE) -> str:
    """Return the canonical form of an element without its name; "" for one with nothing in it."""
    said = attributes(element, leads)
    for child in element:
        tag = child.tag
        if isinstance(tag, str) and tag not in SKIPPED and tag not in without:
            said += canonical(child, leads, without)
    text = element.text
    return f"{said}={text}" if text and text.strip() else said


def attributes(element: etree._Element, leads: Leads) -> str:
    """Return the attributes of an element in order, without noise."""
    said = ""
    for name, value in sorted(element.items()):
        if name in NOISE or (name in NUMBERS and (element.tag, name) in NUMBERED):
            continue
        said += f" {name!s}={leads.get(str(value), '')}" if str(name).startswith(RELATION) else f" {name!s}={value!s}"
    return said
