"""Lists the words that web pages write in lower case: ``python -m tools.list_common_words GOLD.jsonl.gz... OUT.txt``.

A capitalised line of such words is a heading or a button, not a name. Only how often a word occurs is kept, and only of
words that many web domains use; MODEL_ATTRIBUTION.md beside the list names the pages that were counted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import defaultdict
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]{2,}")
_LEAST_DOMAINS = 15
_LEAST_RATIO = 0.5
"""Of the domains that write it in lower case to those that write it with a capital; names are below."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path, nargs="+", help="files of pages with text_scrape")
    parser.add_argument("out", type=Path)
    options = parser.parse_args()
    lower: defaultdict[str, set[str]] = defaultdict(set)
    capital: defaultdict[str, set[str]] = defaultdict(set)
    for path in options.gold:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                for word in _WORD.findall(record.get("text_scrape") or ""):
                    (lower if word.islower() else capital)[word.casefold()].add(record["domain"])
    common = sorted(
        word
        for word, domains in lower.items()
        if len(domains) >= _LEAST_DOMAINS and len(domains) >= _LEAST_RATIO * len(capital[word])
    )
    options.out.write_text("\n".join(common) + "\n", encoding="utf-8")
    print(f"{options.out}: {len(common):,} words, {options.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
