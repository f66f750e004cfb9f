"""A Word file changed where it matters: a part's elements or a part's bytes, then packed again.

A zip whose bytes are changed is nearly always just a damaged zip; this one gets past the door.
"""

import random
from collections.abc import Callable

from lxml import etree

from assistant.edges.archive import BROKEN_ZIP

from .packages import MAIN, packed, parts_of

Mutate = Callable[[bytes, int], bytes]

NASTY = ("", "-1", "0", "9" * 30, "1e9", "x", "Self", "true", "%1.%9", "lowerRoman", "restart", "begin", "end")
_FEW = 6


def mutated(data: bytes, most: int, chance: random.Random, mutate: Mutate) -> bytes:
    """The file with one part changed, at most that long; one in ten is changed as plain bytes."""
    try:
        parts = parts_of(data)
    except BROKEN_ZIP:
        return bytes(mutate(data, most))
    names = [name for name in parts if name.endswith((".xml", ".rels"))]
    if not names or chance.random() < 0.1:
        return bytes(mutate(data, most))
    name = chance.choice([*names, *[n for n in names if n == MAIN] * len(names)])
    part = parts[name]
    changed = _elements(part, chance) if chance.random() < 0.85 else None
    whole = packed(parts | {name: changed or bytes(mutate(part, len(part) + 200))})
    return whole if len(whole) <= most else data


def _elements(part: bytes, chance: random.Random) -> bytes | None:
    """The XML with a few elements moved, doubled, dropped, renamed or changed; None where it is none."""
    try:
        root = etree.fromstring(part, etree.XMLParser(resolve_entities=False))
    except etree.XMLSyntaxError:
        return None
    for _ in range(chance.randrange(1, _FEW)):
        every = [e for e in root.iter() if isinstance(e.tag, str) and e is not root]
        if not every:
            return None
        one, other = chance.choice(every), chance.choice(every)
        act = chance.randrange(5)
        inside = other in one.iter()
        if act == 0 and not inside:
            other.append(one)
        elif act == 1 and not inside:
            other.append(etree.fromstring(etree.tostring(one)))
        elif act == 2:
            one.getparent().remove(one)
        elif act == 3:
            one.tag = other.tag
        elif one.attrib or other.attrib:
            key = chance.choice([*one.attrib, *other.attrib])
            one.set(key, chance.choice((*NASTY, *other.attrib.values())))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)
