"""A cleaned article as one HTML file: what was kept and what was taken out side by side, with every reason. Pure.

The file loads nothing and runs nothing, and a policy in its head keeps it so: the words in it come from strangers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from cli.render.block_kinds import Passage, characters_by_kind, kind_of, passages, role_name, side_by_side
from cli.render.clean_facts import facts_of
from cli.render.clean_style import STYLE
from shared.schemas.articles import ReadableArticle, Role

_PROMOTION: frozenset[Role] = frozenset({"promotion", "newsletter", "cookie_notice"})
_SHOWN_WHOLE = 400
"""Characters of a passage that was taken out; a longer one unfolds."""


def cleaned_html(articles: Sequence[ReadableArticle]) -> str:
    """The whole file."""
    title = articles[0].headline if len(articles) == 1 else f"{len(articles)} cleaned articles"
    found = [list(passages(article)) for article in articles]
    roles = list(dict.fromkeys(passage.role for every in found for passage in every))
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{escape(_language(articles))}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{escape(title or 'A cleaned article')}</title>",
            f"<style>{STYLE}{''.join(map(_spotlight, roles))}</style>",
            "</head>",
            "<body>",
            *(line for number, article in enumerate(articles) for line in _article(article, found[number], number)),
            "</body>",
            "</html>",
            "",
        ]
    )


def _article(article: ReadableArticle, found: Sequence[Passage], number: int) -> Iterator[str]:
    yield "<article>"
    yield "<header>"
    above = [article.section, article.outlet.name if article.outlet else None]
    if any(above):
        yield f'<p class="above">{escape(" · ".join(filter(None, above)))}</p>'
    yield f"<h1>{escape(article.headline or '(no headline)')}</h1>"
    if article.standfirst:
        yield f'<p class="standfirst">{escape(article.standfirst)}</p>'
    yield "</header>"
    facts = [
        f"<div><dt>{escape(fact.name)}</dt><dd>{escape(fact.value)}{_small(fact.evidence)}</dd></div>"
        for fact in facts_of(article)
    ]
    yield f'<dl class="facts">{"".join(facts)}</dl>' if facts else ""
    yield from _counts(found, number)
    yield '<div class="heads" aria-hidden="true"><span>Kept</span><span>Taken out</span></div>'
    for place, (kept, removed) in enumerate(side_by_side(found)):
        left = "".join(_block(one, f"k{number}-{place}-{each}", False) for each, one in enumerate(kept))
        right = "".join(_block(one, f"o{number}-{place}-{each}", True) for each, one in enumerate(removed))
        cells = f'<div class="cell kept">{left}</div><div class="cell cut">{right}</div>'
        yield f'<section class="row">{cells}</section>'
    makers = " and ".join(f"{maker.name} {maker.version}" for maker in article.cleaned_by)
    yield f"<footer>Cleaned by {escape(makers)}. Point at a passage, or touch it, for the reason.</footer>"
    yield "</article>"


def _counts(found: Sequence[Passage], number: int) -> Iterator[str]:
    """How much became of what, as a bar and in words, and a legend that brings out one role."""
    characters = characters_by_kind(found)
    total = max(1, sum(characters.values()))
    sizes: Counter[str] = Counter()
    for passage in found:
        sizes[_tone(passage.role)] += passage.characters
    order = ("story", "field", "teaser", "promo", "out")
    bars = "".join(f'<i class="{tone}" style="flex:{sizes[tone]}"></i>' for tone in order if sizes[tone])
    shares = {kind: f"<b>{count / total:.0%}</b>" for kind, count in characters.items()}
    yield f'<div class="shares" aria-hidden="true">{bars}</div>'
    yield (
        f'<p class="counts">Of {total:,} characters {shares["story"]} are the story, {shares["field"]} are kept as'
        f" fields of their own, and {shares['out']} are taken out.</p>"
    )
    counts = Counter(role for passage in found for role in [passage.role] * len(passage.words))
    chips = [f'<label><input type="radio" name="role{number}" value="" checked>all</label>']
    for role, count in sorted(counts.items(), key=lambda one: (order.index(_tone(one[0])), -one[1])):
        chips.append(
            f'<label class="{_tone(role)}"><input type="radio" name="role{number}" value="{role}">'
            f"{role_name(role)} <small>{count}</small></label>"
        )
    yield f"<fieldset><legend>Bring out</legend>{''.join(chips)}</fieldset>"


def _block(passage: Passage, mark: str, is_out: bool) -> str:
    sure = f"{passage.confidence:.0%} sure"
    why = f'<span class="why" id="{mark}">{escape(passage.reason)} ({sure})</span>'
    role = f'<span class="role">{role_name(passage.role)}</span>'
    if is_out and len(passage.words) > 1:
        words = f"<ul>{''.join(f'<li>{escape(words)}</li>' for words in passage.words)}</ul>"
    else:
        words = "".join(f"<p>{escape(words)}</p>" for words in passage.words)
    if is_out and passage.characters > _SHOWN_WHOLE:
        first = " ".join(passage.words[0].split())[:60]
        words = f"<details><summary>{escape(first)} … ({passage.characters:,} characters)</summary>{words}</details>"
    classes = f"b {_tone(passage.role)} r-{passage.role}"
    return f'<div class="{classes}" tabindex="0" aria-describedby="{mark}">{role}{words}{why}</div>'


def _tone(role: Role) -> str:
    return "teaser" if role == "teaser" else "promo" if role in _PROMOTION else kind_of(role)


def _spotlight(role: Role) -> str:
    return f"article:has(input[value={role}]:checked) .b:not(.r-{role}) {{ opacity: .18; }}\n"


def _small(evidence: str | None) -> str:
    return f"<small>{escape(evidence)}</small>" if evidence else ""


def _language(articles: Sequence[ReadableArticle]) -> str:
    languages = {article.language for article in articles}
    return (languages.pop() or "en") if len(languages) == 1 else "en"
