"""Puts names that are one entity's together; where two answers are possible, they stay apart. Pure.

What comes out depends on what is given alone, not on its order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from services.indexer.entities.name_variants import abbreviates, is_full_name, is_short_form, may_be_one_person
from services.indexer.entities.names import Name

Pair = tuple[int, int]

# Of the articles that use an alias, so many must mean one entity.
_CLEAR_MAJORITY = 0.9
# An alias must be one in so great a part of all articles that have the name: a short form may be many a thing's name.
_LEAST_SHARE = 0.02
_LEAST_SHARE_OF_SHORT_FORMS = 0.2
_FEWEST_ARTICLES_OF_SHORT_FORMS = 2


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided of pairs of names (the smaller number first)."""

    same: frozenset[Pair] = frozenset()
    apart: frozenset[Pair] = frozenset()


def pair(one: int, other: int) -> Pair:
    return (one, other) if one < other else (other, one)


def clear_links(
    names: Mapping[int, Name],
    sounds: Iterable[Collection[int]],
    links: Collection[Pair],
    decided: Decided,
) -> set[Pair]:
    """The `links` of names that fit one entity only.

    `sounds`: the names of each sound, whether linked or not: "George Bush" fits two where there are both "George W.
    Bush" and "George H. W. Bush".
    """
    unclear: set[int] = set()
    for alike in sounds:
        for one in alike:
            fitting = [other for other in alike if other != one and _fit(one, other, names, decided)]
            if not all(_fit(*both, names, decided) for both in combinations(fitting, 2)):
                unclear.add(one)
    linked: dict[int, list[int]] = defaultdict(list)
    for one, other in links:
        linked[one].append(other)
        linked[other].append(one)
    for one, others in linked.items():
        if any(pair(some, more) in decided.apart for some in others for more in others if some < more):
            unclear.add(one)
    return {link for link in links if not unclear & {*link} and link not in decided.apart}


def meant_by(
    alias: Name, articles: int, uses: Mapping[int, int], names: Mapping[int, Name], group_of: Mapping[int, int]
) -> int | None:
    """The group that an alias belongs to, or None when it is not clear.

    `articles` is how many have the name for itself, `uses` how many use it as another name of which entity.
    """
    if not is_full_name(alias):
        return None
    by_group: Counter[int] = Counter()
    for entity, count in uses.items():
        by_group[group_of[entity]] += count
    group, count = min(by_group.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
    if group is None or count < _CLEAR_MAJORITY * by_group.total():
        return None
    keys = [names[entity].key for entity in uses if group_of[entity] == group]
    if all(is_short_form(alias.key, key) and not abbreviates(alias.key, key) for key in keys):
        if count < _FEWEST_ARTICLES_OF_SHORT_FORMS:
            return None
        return group if count >= _LEAST_SHARE_OF_SHORT_FORMS * (articles + count) else None
    return group if count >= _LEAST_SHARE * (articles + count) else None


def grouped(names: Mapping[int, Name], tiers: Sequence[Collection[Pair]], decided: Decided) -> dict[int, int]:
    """Each name's group: the smallest number in it. What was decided apart is never in one group.

    `tiers`: the links, the strongest first.
    """
    group_of = {row: row for row in names}
    members = {row: [row] for row in names}
    for links in tiers:
        for link in sorted(links, key=lambda link: sorted(names[row] for row in link)):
            one, other = sorted(group_of[row] for row in link)
            if one == other or _is_any_apart(members[one], members[other], decided):
                continue
            for row in members[other]:
                group_of[row] = one
            members[one] += members.pop(other)
    return group_of


def _is_any_apart(some: Collection[int], others: Collection[int], decided: Decided) -> bool:
    return bool(decided.apart) and any(pair(one, other) in decided.apart for one in some for other in others)


def _fit(one: int, other: int, names: Mapping[int, Name], decided: Decided) -> bool:
    link = pair(one, other)
    if link in decided.apart:
        return False
    return link in decided.same or may_be_one_person(names[one].key, names[other].key)
