"""The seed article comes out as the design pictures it."""

from __future__ import annotations

from shared.schemas.articles import ArticleCleaned


def parts(article: ArticleCleaned, role: str) -> list[str]:
    return [article.source_text[block.start : block.end] for block in article.blocks if block.role == role]


def test_it_has_its_headline_section_and_reading_time(seed):
    assert seed.headline == "Kremlin spokesperson says 'no need' for Trump-Putin meeting"
    assert seed.section == "Russia"
    assert seed.reading_minutes == 2


def test_the_repeated_headline_is_told_from_the_first(seed):
    assert parts(seed, "headline") == parts(seed, "repeated_headline") == [seed.headline]


def test_the_caption_is_parted_from_its_credit(seed):
    (caption,) = seed.captions
    assert caption.text.startswith("U.S. President Donald Trump holds a photograph")
    assert caption.text.endswith("August 22, 2025 in Washington, DC.")
    assert caption.credit == "Chip Somodevilla/Getty Images"


def test_the_author_has_a_job_and_a_biography(seed):
    (author,) = seed.authors
    assert (author.name, author.role) == ("Yuliia Taradiuk", "Reporter")
    assert author.biography.startswith("Yuliia Taradiuk is a Ukrainian reporter")
    assert author.biography.endswith("she studied in Germany and Lithuania.")


def test_the_outlet_is_inferred_from_the_biography_and_says_so(seed):
    assert seed.outlet.name == "The Kyiv Independent"
    assert seed.outlet.known_by == "inferred"
    assert "biography" in seed.outlet.evidence


def test_the_publication_date_is_inferred_from_the_story_and_says_so(seed):
    assert (seed.published_at.value, seed.published_at.latest) == ("2025-11-02", "2025-11-03")
    assert seed.published_at.known_by == "inferred"
    assert "said on Nov. 2" in seed.published_at.evidence
    assert "August 22, 2025" in seed.published_at.evidence


def test_the_body_is_exactly_the_ten_paragraphs_of_the_story(seed):
    paragraphs = seed.body.split("\n\n")
    assert len(paragraphs) == 10
    assert paragraphs == parts(seed, "body")
    assert paragraphs[0].startswith('There is "no need" for a meeting')
    assert paragraphs[-1].endswith('but this has been very disappointing."')


def test_the_teaser_is_kept_apart_as_related(seed):
    (related,) = seed.related
    assert related.headline.startswith("These people just escaped")
    assert related.text.endswith("summer heat and drought in her nati")
    assert seed.corrections == ()


def test_every_character_is_in_exactly_one_block_with_a_reason(seed):
    assert "".join(seed.source_text[block.start : block.end] for block in seed.blocks) == seed.source_text
    assert all(block.reason for block in seed.blocks)


def test_it_is_english_and_unremarkable(seed):
    assert seed.language == "en"
    assert seed.notes == ()
