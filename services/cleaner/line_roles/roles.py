"""Gives each line of a page its role, with the reason: a model says what is story, rules what the rest is."""

from __future__ import annotations

from collections.abc import Sequence

from services.cleaner.fields.author_cards import label_author_cards
from services.cleaner.fields.byline_names import signature_of
from services.cleaner.fields.byline_ranking import RankedByline, ranked
from services.cleaner.fields.byline_traits import Candidate, candidates_of
from services.cleaner.fields.dates import written_dates
from services.cleaner.fields.headline import headline_line
from services.cleaner.fields.truncation import is_wall
from services.cleaner.line_roles.captions import credit_span
from services.cleaner.line_roles.furniture import Label
from services.cleaner.line_roles.line_model import LineScores
from services.cleaner.line_roles.repetitions import label_repetitions
from services.cleaner.line_roles.surroundings import label_surroundings
from services.cleaner.line_roles.teasers import label_teasers
from services.cleaner.reading.page import Line, Page
from services.cleaner.words import ends_sentence, folded, folded_words, word_count
from shared.schemas.articles import Role

IN_BODY: frozenset[Role] = frozenset({"body", "subheading", "list"})
"""The roles whose lines make up the body."""

_STORY = 0.5
_SURE = 0.6
_BEYOND_FURNITURE = 0.7
_CERTAIN = 0.9
_BEYOND_RULES = 0.97
_BESIDE_STORY = 0.25
_SHORTEST_SENTENCE = 8
_LONGEST_STANDFIRST = 45
_BULLETS = tuple("•·▪●◦‣*-–—►▶→✓✔")


def label_lines(
    page: Page, furniture: Sequence[Label | None], scores: LineScores, stated: str | None
) -> tuple[list[Label], tuple[RankedByline, ...]]:
    """One label per line, in order, and the lines that sign the story, the likeliest first.

    ``furniture`` are the lines that their own words give away; ``stated`` is the headline, where publisher or metadata
    state it.
    """
    labels, body, headline = _first_labels(page, furniture, scores, stated)
    candidates = candidates_of(page, labels, scores.byline, scores.story, headline, body)
    bylines = ranked(candidates)
    _label_bylines(page, labels, scores, candidates, bylines)
    story = scores.story
    sure = frozenset(place for place in body if story[place] >= _SURE)
    body = label_teasers(page, labels, [place for place in body if labels[place] is None], sure)
    label_author_cards(page, labels, body)
    body = [place for place in body if labels[place] is None]
    if body and story[body[0]] < _CERTAIN:
        _label_standfirst(page, labels, body)
    sure = frozenset(place for place in body if story[place] >= _BEYOND_RULES)
    body = label_repetitions(page, labels, [place for place in body if labels[place] is None], sure)
    while body and is_wall(page.lines[body[-1]].text):
        labels[body.pop()] = Label("promotion", "a wall before the rest of the story", 0.9)
    for place in body:
        labels[place] = _story_label(page.lines[place], round(float(story[place]), 2))
    label_surroundings(page, labels, body, headline)
    found = [label if label is not None else Label("other", "no sign of what it is", 0.3) for label in labels]
    return found, bylines


def byline_candidates(
    page: Page, furniture: Sequence[Label | None], scores: LineScores, stated: str | None
) -> list[Candidate]:
    """The lines among which `label_lines` looks for the byline; to train their ranking."""
    labels, body, headline = _first_labels(page, furniture, scores, stated)
    return candidates_of(page, labels, scores.byline, scores.story, headline, body)


def _first_labels(
    page: Page, furniture: Sequence[Label | None], scores: LineScores, stated: str | None
) -> tuple[list[Label | None], list[int], int | None]:
    """Furniture, headline and captions; the places that may be the story's; and the headline's place."""
    story = scores.story.tolist()
    labels: list[Label | None] = [
        None if label is not None and story[place] >= _BEYOND_FURNITURE and label.role != "correction" else label
        for place, label in enumerate(furniture)
    ]
    body = [place for place in range(len(story)) if labels[place] is None and _is_story(page.lines, story, place)]
    headline = headline_line(page, body, scores, stated)
    if headline is not None:
        _label_headline(page, labels, headline)
    _label_captions(page, labels, story)
    return labels, [place for place in body if labels[place] is None], headline


def _is_story(lines: Sequence[Line], story: Sequence[float], place: int) -> bool:
    """Likely enough; or a full sentence, less likely, right beside a line that surely is."""
    if story[place] >= _STORY:
        return True
    if (
        story[place] < _BESIDE_STORY
        or not ends_sentence(lines[place].text)
        or word_count(lines[place].text) < _SHORTEST_SENTENCE
    ):
        return False
    return any(0 <= beside < len(story) and story[beside] >= _CERTAIN for beside in (place - 1, place + 1))


def _label_headline(page: Page, labels: list[Label | None], headline: int) -> None:
    labels[headline] = Label("headline", "names the story", 0.9)
    words = folded_words(page.lines[headline].text)
    for place, line in enumerate(page.lines):
        if place != headline and folded_words(line.text) == words:
            labels[place] = Label("repeated_headline", "repeats the headline")


def _label_captions(page: Page, labels: list[Label | None], story: Sequence[float]) -> None:
    for place, line in enumerate(page.lines):
        label = labels[place]
        if (label is not None and label.role not in ("other", "navigation")) or story[place] >= _SURE:
            continue
        span = credit_span(line.text)
        if span is None:
            continue
        start, _, why = span
        labels[place] = Label("caption" if start > 12 else "credit", why, 0.95)
        before = place - 1
        if (
            start <= 12
            and before >= 0
            and labels[before] is None
            and story[before] < _STORY
            and word_count(page.lines[before].text) >= 6
            and next(written_dates(page.lines[before].text[:60]), None) is None
        ):
            labels[before] = Label("caption", "stands before a photo credit", 0.7)


def _label_bylines(
    page: Page,
    labels: list[Label | None],
    scores: LineScores,
    candidates: Sequence[Candidate],
    bylines: Sequence[RankedByline],
) -> None:
    for byline in bylines:
        says_so = signature_of(page.lines[byline.place].text)
        reason = "begins like 'By'" if says_so is not None and says_so.says_so else "by its place and form"
        labels[byline.place] = Label("byline", f"names the author: {reason}", round(byline.probability, 2))
    for candidate in candidates:
        label = labels[candidate.place]
        if label is None and candidate.signature.says_so and scores.story[candidate.place] < _SURE:
            labels[candidate.place] = Label("byline", "begins like a byline: 'By'", 0.7)
    for place, line in enumerate(page.lines):
        if (
            labels[place] is None
            and len(line.text) <= 90
            and (found := next(written_dates(line.text), None)) is not None
        ):
            outside = line.text[: found.start] + line.text[found.end :]
            most = 8 if scores.story[place] < _SURE else 1
            if word_count(outside) <= most and not ends_sentence(outside):
                labels[place] = Label("timestamp", "a date by itself", 0.9)


def _label_standfirst(page: Page, labels: list[Label | None], body: Sequence[int]) -> None:
    """The summary under the headline, where markup or metadata say that the story's first line is that."""
    if len(body) < 3:
        return
    line = page.lines[body[0]]
    marked = line.markup is not None and "standfirst" in line.markup.regions and "body" not in line.markup.regions
    described = page.metadata.description is not None and folded(page.metadata.description) == folded(line.text)
    above = any(label is not None and label.role == "byline" for label in labels[body[0] + 1 : body[0] + 4])
    marked = marked and line.markup is not None and line.markup.tag != "li"
    if word_count(line.text) <= _LONGEST_STANDFIRST and (described or marked or above):
        labels[body[0]] = Label("standfirst", "the page's summary of the story", 0.8)


def _story_label(line: Line, score: float) -> Label:
    if line.text.startswith(_BULLETS):
        return Label("list", "an item of a list in the story", score)
    if line.markup is not None and line.markup.tag in ("h2", "h3", "h4", "h5", "h6"):
        return Label("subheading", "a heading inside the story", score)
    if word_count(line.text) <= 12 and not ends_sentence(line.text) and line.text[-1] not in ':"”»,;':
        return Label("subheading", "a short line without a full stop inside the story", score)
    return Label("body", "prose of the story", score)
