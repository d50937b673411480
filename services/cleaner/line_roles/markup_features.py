"""Describes each line of an HTML page by its markup, in numbers, for the line model."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

import numpy as np

from services.cleaner.line_roles.line_form import Matrix
from services.cleaner.reading.page import Page

_TAGS = (
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "li",
    "div",
    "td",
    "figcaption",
    "blockquote",
    "section",
    "article",
    "dd",
    "summary",
)
_REGIONS = (
    "article", "main", "body", "navigation", "header", "footer", "aside", "figure", "caption", "credit", "quote",
    "button", "form", "time", "table", "list", "comments", "share", "related", "newsletter", "cookie", "ad", "byline",
    "biography", "date", "tags", "overlay", "gallery", "video", "standfirst", "pull_quote", "embed", "unseen",
    "kicker", "headline", "timeline", "pre",
)  # fmt: skip
MARKUP = (
    "html", "kept", "kept_wholly", "link_share", "has_stated", "stated", *(f"tag_{tag}" for tag in _TAGS),
    *(f"in_{region}" for region in _REGIONS), "container_share", "container_kept", "container_links", "kept_share",
)  # fmt: skip
_TAG_COLUMN = {tag: number for number, tag in enumerate(_TAGS)}
_REGION_COLUMN = {region: number for number, region in enumerate(_REGIONS)}
_TAGS_FROM, _REGIONS_FROM = 6, 6 + len(_TAGS)


def markup_of(page: Page) -> Matrix:
    """One row per line, with the columns `MARKUP`; all zero where the page is plain text."""
    lines, kept = page.lines, page.kept
    count = len(lines)
    matrix = np.zeros((count, len(MARKUP)), dtype=np.float32)
    if kept is None:
        return matrix
    shares = np.array(kept, dtype=np.float32)
    lengths = np.array([len(line.text) for line in lines], dtype=np.float32)
    of_container: defaultdict[int, list[int]] = defaultdict(list)
    matrix[:, 0] = 1.0
    matrix[:, 1] = shares
    matrix[:, 2] = shares >= 0.9
    if page.stated is not None:
        matrix[:, 4] = 1.0
        matrix[:, 5] = page.stated
    rows: list[int] = []
    columns: list[int] = []
    for place, line in enumerate(lines):
        markup = line.markup
        if markup is None:
            continue
        matrix[place, 3] = markup.link_share
        set_columns = _columns_of(markup.tag, markup.regions)
        columns += set_columns
        rows += [place] * len(set_columns)
        of_container[markup.container].append(place)
    matrix[rows, columns] = 1.0
    kept_lengths = shares * lengths
    kept_total = max(1.0, float(kept_lengths.sum()))
    last = _REGIONS_FROM + len(_REGIONS)
    links = matrix[:, 3] * lengths
    for places in of_container.values():
        length = max(1.0, float(lengths[places].sum()))
        kept_length = float(kept_lengths[places].sum())
        matrix[places, last] = kept_length / kept_total
        matrix[places, last + 1] = kept_length / length
        matrix[places, last + 2] = float(links[places].sum()) / length
    matrix[:, last + 3] = kept_total / max(1.0, float(lengths.sum()))
    return matrix


@lru_cache(maxsize=4_096)
def _columns_of(tag: str, regions: frozenset[str]) -> tuple[int, ...]:
    """The columns of the tag and of the regions, as far as there are any."""
    found = [_REGIONS_FROM + _REGION_COLUMN[region] for region in regions if region in _REGION_COLUMN]
    return (*found, _TAGS_FROM + _TAG_COLUMN[tag]) if tag in _TAG_COLUMN else tuple(found)
