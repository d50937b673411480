"""Turn the words that name a speaker into a person or organisation of the article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from services.extractor.layout import Layout
from shared.schemas.articles import Entity, Mention, Speaker

_HE_OR_SHE = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_IT_OR_THEY = frozenset({"it", "they", "them", "its", "their", "itself", "themselves"})
_MALE = frozenset({"he", "him", "his", "himself"})
_RELATIVE = frozenset({"WP", "WDT", "WP$"})
_LEFT_OUT = frozenset({"relcl", "appos", "acl", "punct", "advcl", "cc", "conj", "parataxis"})
_SAME_OFFICE = (
    frozenset({"president", "leader", "chief", "head"}),
    frozenset({"premier", "leader", "minister", "chancellor"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson"}),
    frozenset({"chairman", "chairwoman", "chair", "chairperson"}),
    frozenset({"lawmaker", "senator", "congressman", "congresswoman", "representative", "legislator", "deputy", "mp"}),
    frozenset({"billionaire", "businessman", "mogul", "tycoon", "entrepreneur"}),
    frozenset({"envoy", "ambassador", "diplomat", "negotiator"}),
)
_MR = frozenset({"mr", "mr.", "sir", "lord", "king", "prince", "brother", "father"})
_MS = frozenset({"ms", "ms.", "mrs", "mrs.", "miss", "lady", "queen", "princess", "sister", "madam", "dame"})


@dataclass
class People:
    """The article's entities, ready to be asked who stands at a place. Built once per article."""

    doc: Doc
    layout: Layout
    entities: Sequence[Entity]
    _mentions: list[tuple[int, int, Entity, Mention]] = field(init=False)
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._mentions = sorted(
            ((m.start, m.end, entity, m) for entity in self.entities for m in entity.mentions),
            key=lambda item: item[:2],
        )
        self._starts = [item[0] for item in self._mentions]

    def mention_at(self, token: Token) -> tuple[Entity, Mention] | None:
        """The mention that holds the token."""
        at = bisect_right(self._starts, token.idx) - 1
        for _, end, entity, mention in reversed(self._mentions[max(at - 2, 0) : at + 1]):
            if token.idx < end:
                return entity, mention
        return None

    def before(self, offset: int) -> Iterator[tuple[Entity, Mention]]:
        """Mentions that begin before an offset, nearest first."""
        for _, _, entity, mention in reversed(self._mentions[: bisect_right(self._starts, offset - 1)]):
            yield entity, mention

    def speaker(self, agent: Token, previous: str | None) -> Speaker:
        """Who the agent's words name; ``previous`` is the entity that spoke last."""
        start, end = name_range(agent)
        entity = None
        form = agent.lower_
        for token in (agent, *_appositions(agent)):
            held = self.mention_at(token)
            if held is not None and held[0].type in ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC"):
                entity = held[0]
                if held[0].type == "PERSON" or token.i == agent.i:
                    start, end = held[1].start, held[1].end
                    break
        if entity is None and form in _HE_OR_SHE:
            entity = self._person_before(agent, previous)
        elif entity is None and form in _IT_OR_THEY:
            entity = None
        elif entity is None:
            entity = self._by_office(agent, start)
        words = self.doc.text[start:end]
        return Speaker(start=start, end=end, name=entity.name if entity else words, entity=entity and entity.entity_id)

    def _person_before(self, pronoun: Token, previous: str | None) -> Entity | None:
        """The person whom he or she stands for: who spoke last, else the nearest subject, else the nearest person."""
        male = pronoun.lower_ in _MALE
        sentence = self.layout.sentence_of[pronoun.i]
        nearest = None
        best = None
        for entity, mention in self.before(pronoun.idx):
            token = self._token_at(mention.start)
            distance = sentence - self.layout.sentence_of[token.i]
            if distance > 6:
                break
            if entity.type != "PERSON" or self._is_male(entity) not in (None, male):
                continue
            if self.layout.quotation_of[token.i] >= 0:
                continue
            if entity.entity_id == previous:
                return entity
            if nearest is None:
                nearest = entity
            if best is None and distance <= 2 and _head_in(token, mention).dep_ in ("nsubj", "nsubjpass"):
                best = entity
        return best or nearest

    def _token_at(self, offset: int) -> Token:
        span = self.doc.char_span(offset, offset + 1, alignment_mode="expand")
        assert span is not None
        return span[0]

    def _is_male(self, entity: Entity) -> bool | None:
        """What titles before the name tell: Mr. Lee, Ms. Lee."""
        for mention in entity.mentions:
            token = self._token_at(mention.start)
            title = self.doc[token.i - 1].lower_ if token.i else ""
            if title in _MR or token.lower_ in _MR:
                return True
            if title in _MS or token.lower_ in _MS:
                return False
        return None

    def _by_office(self, agent: Token, start: int) -> Entity | None:
        """The person whose role the words repeat: the U.S. leader, for Trump, U.S. President."""
        said = {t.lower_ for t in agent.doc[agent.left_edge.i : agent.i + 1] if t.is_alpha or "." in t.text}
        said -= {"the", "a", "an", "this", "that"}
        if not said or agent.doc[agent.left_edge.i].lower_ in ("a", "an", "some", "one", "another"):
            return None
        office = agent.lower_
        for entity, _ in self.before(start):
            if entity.type != "PERSON":
                continue
            for role in entity.roles:
                words = set(role.text.lower().split())
                if role.organisation:
                    words |= set(role.organisation.lower().split())
                same = office in words or any(office in group and group & words for group in _SAME_OFFICE)
                if same and said - {office} <= words | {w for group in _SAME_OFFICE if office in group for w in group}:
                    return entity
        return None


def name_range(agent: Token) -> tuple[int, int]:
    """Offsets of the words that name the speaker, without clauses and appositions around them."""
    doc = agent.doc
    first = agent.left_edge.i
    last = agent.i
    for child in agent.rights:
        if child.dep_ in _LEFT_OUT or child.left_edge.i != last + 1:
            break
        last = child.right_edge.i
    for child in agent.lefts:
        if child.dep_ in ("punct", "advcl", "relcl") and child.i >= first:
            first = max(first, child.right_edge.i + 1)
    return doc[min(first, agent.i)].idx, doc[last].idx + len(doc[last])


def _appositions(agent: Token) -> Iterator[Token]:
    yield from (child for child in agent.children if child.dep_ == "appos")
    if agent.dep_ == "appos":
        yield agent.head


def _head_in(token: Token, mention: Mention) -> Token:
    """The mention's syntactic head, from its first token."""
    while token.head.i != token.i and mention.start <= token.head.idx < mention.end:
        token = token.head
    return token
