"""Repairs of the model's spans that need the neighbours: known names, names cut in two, "the Biden Administration"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from services.extractor.names.gazetteers.people import GENERATIONS, GIVEN_NAMES, PARTICLES
from services.extractor.names.gazetteers.word_lists import names
from services.extractor.names.known_names import known_label
from services.extractor.names.name_spans import TITLES, NameSpan
from services.extractor.names.reading import Reading
from shared.schemas.articles import EntityType

# Capitalised words that a model takes for names: offices without their holder, techniques, diseases, currencies.
NO_NAMES = names("""
State, Health, Defense, Defence, Cabinet, Secretary, Pool, Handout, File Photo, IPO, FX, GDP, CEO, CFO, PPE,
PhD, TV, AI, GMT, EST, EDT, CST, CDT, PST, PDT, BST, CET, UTC, Covid, COVID, Covid-19, COVID-19, Coronavirus,
Brexit, DNA, HIV, AIDS, Internet, Web, Pound, Euro, Dollar, PM, MP, MPs, QC, ID, Q&A, FAQ, URL, VAT, SUV, NGO,
NGOs, Mr, Mrs, Ms, Dr, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday, Christmas, Easter,
Ramadan
""")


_OPENING = frozenset({"“", "``", '"', "‘"})
_CLOSING = frozenset({"”", "''", '"', "’"})


def with_known(spans: Sequence[NameSpan], known: Sequence[NameSpan]) -> list[NameSpan]:
    """The model's spans, save where one cuts through a known name or covers less of it: there the known name stands."""
    kept = []
    covered: set[int] = set()
    for span in spans:
        rivals = [other for other in known if other.start < span.end and span.start < other.end]
        if all(span.start <= other.start and other.end <= span.end for other in rivals):
            kept.append(span)
            covered.update(range(span.start, span.end))
    return sorted([*kept, *(other for other in known if not covered.intersection(range(other.start, other.end)))])


def repaired(reading: Reading, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Join a first name that was taken for a place to its surname, and part what only a hyphen joins."""
    surnames = {
        reading.words[span.end - 1]
        for span in spans
        if span.label == "PERSON" and reading.lower(span.end - 1).rstrip(".") not in GENERATIONS
    }
    first_names = {
        reading.words[token] for span in spans if span.label == "PERSON" for token in range(span.start, span.end - 1)
    }
    forms: dict[str, EntityType] = {reading.text(span.start, span.end): span.label for span in spans}
    forms |= dict.fromkeys(surnames, "PERSON")
    done: list[NameSpan] = []
    for span in spans:
        if (
            span.end - span.start == 2
            and span.label == "ORG"
            and reading.lower(span.end - 1) == "administration"
            and reading.words[span.start] in surnames
        ):
            span = NameSpan(span.start, span.start + 1, "PERSON", is_whole=True)
        parts = _hyphenated_pair(reading, span, forms)
        if parts:
            done += parts
            continue
        span = _without_headline(reading, span, forms)
        if done and done[-1].end > span.start:
            continue  # the surname of the one before
        span = _with_surname(reading, span)
        if not done or done[-1].end < span.start:
            span = _with_first_name(reading, span, first_names)
        if done and _is_cut_name(reading, done[-1], span):
            span = NameSpan(done.pop().start, span.end, "PERSON", is_whole=True)
        done.append(span)
    return done


def _without_headline(reading: Reading, span: NameSpan, forms: Mapping[str, EntityType]) -> NameSpan:
    """In a headline with capitals throughout the model goes on into the verb: "Donald Trump Wins"."""
    if span.label == "PERSON":
        for end in range(span.start + 2, span.end):
            if forms.get(reading.text(span.start, end)) == "PERSON" and _may_be_verb(reading.lower(end)):
                return span._replace(end=end)
    return span


def _may_be_verb(word: str) -> bool:
    return len(word) > 1 and (word.endswith(("s", "ed", "ing")) or word in ("to", "in", "on", "at", "will"))


def _with_surname(reading: Reading, span: NameSpan) -> NameSpan:
    """A first name that the model left alone, with the nickname and the surname behind it.

    Such as "Flavio lo Scalzo" and "Richard “Crazy Legs” Colon".
    """
    if span.label != "PERSON" or span.end - span.start > 1 or reading.lower(span.start) not in GIVEN_NAMES:
        return span
    end = span.end
    if reading.word(end) in _OPENING:
        closing = [token for token in range(end + 2, end + 5) if reading.word(token) in _CLOSING]
        end = closing[0] + 1 if closing else end
    while reading.word(end) in PARTICLES:
        end += 1
    if reading.word(end)[:1].isupper() and end < len(reading.words) and reading.tags[end] == "NNP":
        return NameSpan(span.start, end + 1, "PERSON", is_whole=True)
    return span


def _with_first_name(reading: Reading, span: NameSpan, first_names: Collection[str]) -> NameSpan:
    """A surname that the model found without the first name before it."""
    first = span.start - 1
    if span.label != "PERSON" or span.end - span.start > 1 or first < 0 or reading.tags[first] != "NNP":
        return span
    word = reading.words[first]
    if word.lower() in TITLES or not (word in first_names or word.lower() in GIVEN_NAMES):
        return span
    return NameSpan(first, span.end, "PERSON", is_whole=True)


def _is_cut_name(reading: Reading, first: NameSpan, second: NameSpan) -> bool:
    return (
        first.end == second.start
        and first.end - first.start == 1
        and second.end - second.start == 1
        and second.label in ("PERSON", "ORG")
        and first.label in ("GPE", "ORG", "NORP", "PERSON")
        and reading.lower(first.start) in GIVEN_NAMES
        and reading.tags[second.start] in ("NNP", "NNPS")
    )


def _hyphenated_pair(reading: Reading, span: NameSpan, forms: Mapping[str, EntityType]) -> list[NameSpan]:
    """ "Boeing-Air Force dispute", "Trump–Putin summit": two names, if both are known by themselves; else none."""
    for token in range(span.start + 1, span.end - 1):
        if reading.words[token] in ("-", "–", "‑"):
            left, right = reading.text(span.start, token), reading.text(token + 1, span.end)
            left_label = forms.get(left) or known_label(left)
            right_label = forms.get(right) or known_label(right)
            if left_label and right_label and known_label(reading.text(span.start, span.end)) is None:
                return [
                    NameSpan(span.start, token, left_label, is_whole=False),
                    NameSpan(token + 1, span.end, right_label, is_whole=False),
                ]
    return []


def with_particles(reading: Reading, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Give a surname that stands alone the particles that it has in the full name: "Leyen" is "von der Leyen"."""
    tails = set()
    for span in spans:
        first = span.end - 1
        while first > span.start and reading.lower(first - 1) in PARTICLES:
            first -= 1
            tails.add(tuple(map(str.lower, reading.words[first : span.end])))
    if not tails:
        return list(spans)
    done = []
    for span in spans:
        start = span.start
        while tuple(map(str.lower, reading.words[start - 1 : span.end])) in tails and start > 0:
            start -= 1
        done.append(span._replace(start=start))
    return done
