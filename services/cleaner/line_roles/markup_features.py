"""Describes each line of an HTML page by its markup, in numbers, for the line model."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

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
_SUMMED_IN_PARTS = 8
"""Values from which on numpy adds up several partial sums, where it adds fewer one by one."""
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
    matrix[:, 0] = 1.0
    matrix[:, 1] = shares
    matrix[:, 2] = shares >= 0.9
    if page.stated is not None:
        matrix[:, 4] = 1.0
        matrix[:, 5] = page.stated
    marked = [(place, line.markup) for place, line in enumerate(lines) if line.markup is not None]
    rows: list[int] = []
    columns: list[int] = []
    for place, markup in marked:
        set_columns = _columns_of(markup.tag, markup.regions)
        columns += set_columns
        rows += [place] * len(set_columns)
    matrix[rows, columns] = 1.0
    places = [place for place, _ in marked]
    matrix[places, 3] = [markup.link_share for _, markup in marked]
    kept_lengths = shares * lengths
    kept_total = max(1.0, float(kept_lengths.sum()))
    containers, group = np.unique([markup.container for _, markup in marked], return_inverse=True)
    length, kept_length, linked = (
        _sums(values[places], group, len(containers)) for values in (lengths, kept_lengths, matrix[:, 3] * lengths)
    )
    length = np.maximum(1.0, length)
    last = _REGIONS_FROM + len(_REGIONS)
    matrix[places, last] = (kept_length / kept_total)[group]
    matrix[places, last + 1] = (kept_length / length)[group]
    matrix[places, last + 2] = (linked / length)[group]
    matrix[:, last + 3] = kept_total / max(1.0, float(lengths.sum()))
    return matrix


def _sums(values: Matrix, group: npt.NDArray[np.intp], groups: int) -> npt.NDArray[np.float64]:
    """The sum of each group's values, rounded as numpy rounds the sum of a part, on which the model was trained."""
    sums = np.zeros(groups, dtype=np.float32)
    np.add.at(sums, group, values)
    for large in np.flatnonzero(np.bincount(group, minlength=groups) >= _SUMMED_IN_PARTS):
        sums[large] = values[group == large].sum()
    return sums.astype(np.float64)


@lru_cache(maxsize=4_096)
def _columns_of(tag: str, regions: frozenset[str]) -> tuple[int, ...]:
    """The columns of the tag and of the regions, as far as there are any."""
    found = [_REGIONS_FROM + _REGION_COLUMN[region] for region in regions if region in _REGION_COLUMN]
    return (*found, _TAGS_FROM + _TAG_COLUMN[tag]) if tag in _TAG_COLUMN else tuple(found)
