"""Links quotations that were just written to those of the same words, within the caller's transaction."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence

from services.indexer.writing.gathered_numbers import both, gather
from services.indexer.writing.utterances import is_same_wording

# Of a saying that everybody quotes only the newest are compared; they are linked to the others already.
_MOST_COMPARED = 10
_KEYS_AT_A_TIME = 500
_TOLD_BEFORE = " UNION ".join(
    f"SELECT wording FROM {table} WHERE wording IN ({{marks}}) AND quote < ?{{first}}" for table in both("wordings")
)
_NEWEST_OF_A_WORDING = " UNION ALL ".join(
    f"SELECT quote FROM (SELECT quote FROM {table} WHERE wording = ?1 ORDER BY quote DESC LIMIT ?2)"
    for table in both("wordings")
)


def link_utterances(connection: sqlite3.Connection, written: Sequence[tuple[int, int]]) -> None:
    """Give one number to the quotations of one utterance; `written` are row numbers in `quotes` and their wordings.

    The speaker must be the same, under any of an entity's names, or unknown in one of the two.
    """
    if not written:
        return
    gather(connection, "wordings", [(wording, row) for row, wording in written])
    rows_of: dict[int, list[int]] = defaultdict(list)
    for row, wording in written:
        rows_of[wording].append(row)
    first = min(row for row, _ in written)
    for wording in _told_again(connection, rows_of, first):
        _link(connection, wording, len(rows_of[wording]))


def _told_again(connection: sqlite3.Connection, rows_of: dict[int, list[int]], first: int) -> list[int]:
    """The wordings that other quotations have too, read from an index alone: mostly there are none."""
    found = {wording for wording, rows in rows_of.items() if len(rows) > 1}
    wordings = list(rows_of)
    for start in range(0, len(wordings), _KEYS_AT_A_TIME):
        some = wordings[start : start + _KEYS_AT_A_TIME]
        marks = ", ".join(f"?{place}" for place in range(1, len(some) + 1))
        told = _TOLD_BEFORE.format(marks=marks, first=len(some) + 1)
        found.update(wording for (wording,) in connection.execute(told, (*some, first)))
    return sorted(found)


def _link(connection: sqlite3.Connection, wording: int, new: int) -> None:
    quotes = connection.execute(
        "SELECT quotes.id, article, text, coalesce(entities.known, entities.id), utterance FROM quotes"
        f" LEFT JOIN entities ON entities.id = speaker_entity WHERE quotes.id IN ({_NEWEST_OF_A_WORDING})"
        " ORDER BY quotes.id DESC LIMIT ?2",
        (wording, new + _MOST_COMPARED),
    ).fetchall()
    utterances: dict[int, int | None] = {row: utterance for row, _, _, _, utterance in quotes}
    for place, (row, article, text, speaker, _) in enumerate(quotes[:new]):
        for other, other_article, other_text, other_speaker, _ in quotes[place + 1 :]:
            same_speaker = speaker is None or other_speaker is None or speaker == other_speaker
            if article == other_article or not same_speaker or not is_same_wording(text, other_text):
                continue
            number = utterances[other] or utterances[row] or _next_number(connection)
            for each in (row, other):
                if utterances[each] != number:
                    connection.execute("UPDATE quotes SET utterance = ? WHERE id = ?", (number, each))
                    utterances[each] = number
            break


def _next_number(connection: sqlite3.Connection) -> int:
    return int(
        connection.execute("SELECT coalesce(max(utterance), 0) + 1 FROM quotes WHERE utterance IS NOT NULL").fetchone()[
            0
        ]
    )
