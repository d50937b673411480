"""A book costs what as many words of news cost, and no more memory than the service may take."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from growth_of_work import IN_PROPORTION, growth_of_work
from spacy.tokens import Doc

from services.extractor.events.find_events import find_events
from services.extractor.key_phrases import find_key_phrases
from services.extractor.language_model import LanguageModel
from services.extractor.times.find_times import find_times

ROOT = Path(__file__).parents[3]
SEED = (ROOT / "seeds" / "000_832dcdeb64442dca.txt").read_text("utf-8")
MOST_MB = 700

_EXTRACT_A_BOOK = """
import json, re, resource, sys
from services.extractor.extract import extract
from services.extractor.language_model import load_language_model
from shared.schemas.articles import ReadableArticle
seed = open(sys.argv[1], encoding="utf-8").read()
body = "\\n\\n".join([seed] * (100_000 // len(seed.split())))
book = ReadableArticle(article_id="book", revision="-", source_text="", blocks=(), body=body)
(result,) = extract([book], load_language_model())
if sys.platform == "darwin":
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2
else:  # there ru_maxrss begins with what the parent held when it forked
    peak = int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1]) // 1024
print(json.dumps({"peak_mb": peak, "quotes": len(result.quotes), "notes": result.notes, "words": len(body.split())}))
"""


def test_a_book_of_100_000_words_is_read_up_to_the_limit_in_bounded_memory():
    done = subprocess.run(
        [sys.executable, "-c", _EXTRACT_A_BOOK, str(ROOT / "seeds" / "000_832dcdeb64442dca.txt")],
        capture_output=True, text=True, check=False, timeout=600, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    book = json.loads(done.stdout)
    assert book["words"] > 99_000
    assert book["quotes"] > 1_000
    assert "extracted from the first" in book["notes"][0]
    assert book["peak_mb"] < MOST_MB


@pytest.mark.parametrize(
    "text",
    [
        SEED + "\n\n",
        "He said on Friday that in May 2024, or two weeks before, nobody had met. ",
        "May 5 to May 6, 2024, ",
        "the the of a in year ",
        "这是一个很长的新闻。",
        "Президент сказал в понедельник, что 5 мая 2024 года он встретится. ",
        "x",
        "\n\n",
        "12:30 1,000 2024-01-01 ",
    ],
    ids=["news", "times", "days", "everyday words", "Chinese", "Russian", "one word", "blank", "figures"],
)
def test_times_events_and_key_phrases_take_work_in_proportion_to_the_text(model: LanguageModel, text: str):
    def finding(characters: int) -> Callable[[], None]:
        doc = model.parse([(text * (characters // len(text) + 1))[:characters]])[0]
        return lambda: _find_times_events_and_key_phrases(doc)

    assert growth_of_work(finding, 10_000) < IN_PROPORTION


def _find_times_events_and_key_phrases(doc: Doc) -> None:
    published = date(2025, 11, 2)
    find_events(doc, find_times(doc, published), (), (), published)
    find_key_phrases(doc, ())
