"""Dates the predicates of an article: by a time expression, by the clause they belong to, or by the article's day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from datetime import date
from operator import itemgetter

from services.extractor.events.event_dates import Attachment, Dating, EventDate, inherited
from services.extractor.events.event_predicates import VERBS, Predicate, is_main, is_state
from services.extractor.events.event_story import Story
from services.extractor.parse import Parse
from shared.schemas.articles import Entity


def date_predicates(
    parse: Parse,
    predicates: Sequence[Predicate],
    attached: Mapping[int, Sequence[Attachment]],
    statements: Set[int],
    reported_by: Mapping[int, int],
    mentioned: Mapping[int, Entity],
    anchor: date | None,
) -> dict[int, Dating]:
    """The predicates that can be dated, by their place in the parse.

    ``statements`` are the places of reporting words, ``reported_by`` the reporting word of each predicate that is part
    of what somebody says, ``mentioned`` the entity of each word that is part of a mention.
    """
    article = EventDate(anchor.isoformat(), "day") if anchor else None
    found: dict[int, Dating] = {}
    for predicate in predicates:
        if own := _own_date(attached.get(predicate.word, ()), article):
            found[predicate.word] = Dating(own, "expression", bool(article and own.value[:10] > article.value))
    lead_end = _end_of_lead(parse.text)
    story = Story(parse, statements, mentioned)
    # A clause may lean on the one above it, so that comes first.
    for predicate in _from_above(parse, predicates):
        place = predicate.word
        if place not in found and not predicate.is_noun:
            dating = (
                _from_clause_beside(parse, predicate, found, statements)
                or story.continued(predicate)
                or _from_article(parse, predicate, statements, article, lead_end)
            )
            if dating:
                found[place] = dating
        if place in found:
            story.tell(predicate, found[place])
    for place, cue in reported_by.items():
        # What is said to be so is so when it is said.
        if place in found and cue in found and found[place].by == "article" and found[cue].by != "article":
            found[place] = Dating(found[cue].date, "inherited", found[cue].is_ahead)
    return found


def _own_date(attachments: Sequence[Attachment], article: EventDate | None) -> EventDate | None:
    """The most exact of a predicate's own dates; one that stands with "since" lasts to the article's day."""
    if not attachments:
        return None
    best = min(
        attachments,
        key=lambda one: (
            not one.direct,
            one.since,
            one.time.value == "PRESENT_REF",
            _PRECISIONS.index(one.date.precision),
        ),
    )
    if not best.since:
        return best.date
    begin = best.date.value.partition("/")[0]
    if article is None or begin > article.value:
        return None
    return EventDate(f"{begin}/{article.value[: len(begin)]}", best.date.precision)


def _from_clause_beside(
    parse: Parse, predicate: Predicate, found: Mapping[int, Dating], statements: Set[int]
) -> Dating | None:
    """The date of a clause of the same sentence at the same time: joined by "and", "when", "as" or a participle."""
    word, deps = predicate.word, parse.deps
    for child in (*parse.lefts[word], *parse.rights[word]):
        if deps[child] == "advcl" and _opens_with(parse, child, "when"):
            return inherited(found.get(child))
    above = _verb_above(parse, word)
    if above is None:
        return None
    dating = found.get(above)
    match deps[word]:
        case "conj":
            return inherited(dating) if parse.tags[word] == parse.tags[above] else None
        case "advcl" | "pcomp" | "acl":
            return inherited(dating) if _is_simultaneous(parse, word, above) else None
        case "ccomp":
            if above in statements and (
                predicate.tense == "present" or (predicate.tense == "past" and is_state(parse.lowers[word]))
            ):
                return inherited(dating)
    return None


def _from_article(
    parse: Parse, predicate: Predicate, statements: Set[int], article: EventDate | None, lead_end: int
) -> Dating | None:
    """The article's day for what is said, what is the case, what has just been done, and what the lead tells.

    Further down, the simple past without a date is as often the story's background, which is of no known day.
    """
    if article is None or not predicate.is_finite:
        return None
    if predicate.tense in ("present", "perfect"):
        return Dating(article, "article")
    if predicate.tense == "past" and predicate.word in statements:
        return Dating(article, "article")
    if predicate.tense == "past" and parse.starts[predicate.word] < lead_end and is_main(parse, predicate.word):
        return Dating(article, "article")
    return None


def _end_of_lead(text: str) -> int:
    """Where the first paragraphs end: the news, before its background."""
    end = 0
    for _ in range(_LEAD_PARAGRAPHS):
        end = text.find("\n\n", end + 1)
        if end < 0:
            return len(text)
    return end


_LEAD_PARAGRAPHS = 2


_PRECISIONS = ("minute", "day", "week", "month", "year")
_CLIMB = 6


def _verb_above(parse: Parse, word: int) -> int | None:
    for _ in range(_CLIMB):
        head = parse.heads[word]
        if head == word:
            return None
        word = head
        if parse.tags[word] in VERBS:
            return word
    return None


def _opens_with(parse: Parse, word: int, *openings: str) -> bool:
    return any(
        parse.deps[child] in ("mark", "advmod") and parse.lowers[child] in openings for child in parse.lefts[word]
    )


def _is_simultaneous(parse: Parse, word: int, above: int) -> bool:
    """when, as, while, or a participle without a conjunction: "with the president saying ...", "citing delays"."""
    if _opens_with(parse, word, "when", "as", "while"):
        # "As" with another tense gives a reason.
        return (parse.tags[word] == "VBD") == (parse.tags[above] == "VBD")
    if parse.tags[word] != "VBG" or any(parse.deps[child] == "mark" for child in parse.lefts[word]):
        return False
    link = parse.deps[word]
    return link == "advcl" or (link == "pcomp" and parse.lowers[parse.heads[word]] == "with")


def _from_above(parse: Parse, predicates: Sequence[Predicate]) -> list[Predicate]:
    """Sentence by sentence, each from its root down."""
    keys: list[tuple[int, int, int]] = []
    sentence, root_before = 0, -1
    for predicate in predicates:
        root, depth = predicate.word, 0
        while (head := parse.heads[root]) != root:
            root, depth = head, depth + 1
        sentence += root != root_before
        root_before = root
        keys.append((sentence, depth, predicate.word))
    return [one for _, one in sorted(zip(keys, predicates, strict=True), key=itemgetter(0))]
