"""Sport: where a town's name stands for its team, and teams that go by a plural: "Oregon led", "the Ducks"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from services.extractor.names.gazetteers.countries import COUNTRY_NAMES
from services.extractor.names.gazetteers.people import PEOPLES
from services.extractor.names.gazetteers.word_lists import words
from services.extractor.names.known_names import known_label
from services.extractor.names.name_spans import NameSpan
from services.extractor.names.reading import Reading

_SPORT = words("""
assist assists backcourt ballgame batting bowler championship coach coached cornerback defenseman doubleheader dunk
equaliser equalizer freshman fullback fumble fumbled game goal goalkeeper goals goaltender halftime home-run homer
homered inning innings interception kickoff layup league linebacker lineman midfielder offense overtime penalty
pitcher playoff playoffs point points possession possessions puck punt quarterback rebound rebounds receiver roster
rookie rushing sacked score scored scoring season semifinal semifinals shortstop shutout sophomore striker substitute
team teammate teammates tiebreaker touchdown touchdowns tournament turnover turnovers unbeaten victory wicket wickets
winger win yards
""")
# Words of other subjects too: a politician can win points and lead a team, but does not do so in every second line.
_LEAST_SHARE = 0.015
_LEAST_DIFFERENT = 6

_AFTER_TEAM = words("""
beat beats blanked clinched coach defeated dominated draws drew edged extended fell finished forward goalkeeper guard
held host hosts leads led lead lost loses manager outscored plays played pulled quarterback rallied receiver sacked
scored scores shot trailed trails visited visits winger wins won
""")
_BEFORE_TEAM = words(
    "against beat beating defeated defeating edged facing hosted hosting over past top-ranked visiting"
)
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def is_about_sport(reading: Reading) -> bool:
    """Whether an article reports a match or a season, by the share of words that such reports live on."""
    found = [word for word in reading.words if word in _SPORT]
    return len(set(found)) >= _LEAST_DIFFERENT and len(found) >= _LEAST_SHARE * len(reading.words)


def team_spans(reading: Reading, spans: Sequence[NameSpan]) -> Iterator[NameSpan]:
    """Teams that go by a plural and that nothing else found: "the Ducks"."""
    taken = {token for span in spans for token in range(span.start, span.end)}
    seen = set()
    plurals = []
    for token, word in enumerate(reading.words):
        if token in taken or not word[0].isupper() or not word.endswith("s") or len(word) < 4 or word.isupper():
            continue
        plurals.append(token)
        if reading.lower(token - 1) == "the" and reading.tags[token] in ("NNPS", "NNP", "NNS") and word not in PEOPLES:
            seen.add(word)
    for token in plurals:
        if reading.words[token] in seen and known_label(reading.words[token]) is None:
            yield NameSpan(token, token + 1, "ORG", is_whole=True)


def team_forms(reading: Reading, spans: Sequence[NameSpan], forms: Sequence[str]) -> set[str]:
    """Names of towns, states and schools that mostly do here what teams do. A country's team is its country."""
    plays: Counter[str] = Counter()
    lies: Counter[str] = Counter()
    for span, form in zip(spans, forms, strict=True):
        if form in COUNTRY_NAMES:
            continue
        before, after = reading.lower(span.start - 1), reading.lower(span.end)
        if after in _POSSESSIVES:
            after = reading.lower(span.end + 1)
            plays[form] += after in _SPORT
        if before in ("in", "near", "of"):
            lies[form] += 1
        elif after in _AFTER_TEAM or before in _BEFORE_TEAM or _has_record(reading, span.end):
            plays[form] += 1
    return {form for form, count in plays.items() if count > lies[form]}


def _has_record(reading: Reading, token: int) -> bool:
    """ "Baylor (2-6, 2-6)": games won and lost."""
    return reading.word(token) == "(" and reading.word(token + 1)[:1].isdigit()
