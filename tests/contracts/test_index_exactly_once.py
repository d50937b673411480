"""Every article is in the index once, whatever is delivered again, out of order, or by two at once."""

from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from index_builders import NOON, an_article, an_entity, changes, delivered, write

from services.indexer.queries import get_article, open_index, search, stats
from services.indexer.writing.sqlite_index import SqliteIndex
from shared.schemas.articles import ArticleExtracted
from shared.streams.outcomes import Reject, Skip

MODEL_1, MODEL_2 = ({"name": "model", "version": version} for version in ("1", "2"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "index.sqlite"


def test_an_article_is_new_once_and_then_unchanged(path: Path):
    assert changes(write(path, an_article())) == ["new"]
    assert changes(write(path, an_article(submission="2000-0"))) == ["unchanged"]


def test_a_delivery_repeated_after_a_crash_reports_the_same_event_again(path: Path):
    first = write(path, an_article(), now=NOON)
    assert write(path, an_article(), now=NOON.replace(hour=13)) == first


def test_a_changed_article_replaces_the_old_one_and_its_history_stays(path: Path):
    write(path, an_article("Budapest was chosen."))
    assert changes(write(path, an_article("Helsinki was chosen.", revision="r2", submission="2000-0"))) == ["revised"]
    with open_index(path) as index:
        assert search(index, "budapest").total == 0
        assert search(index, "helsinki").total == 1
        stored = get_article(index, "a1")
        assert stored is not None
        assert [revision.change for revision in stored.history] == ["new", "revised"]
        earlier = get_article(index, "a1", revision="r1")
        assert earlier is not None
        assert earlier.article.body == "Budapest was chosen."


@pytest.mark.parametrize("name", ["\x00", "\x00\x01", '"\\', "\ufeff", "Example™"])
def test_an_odd_name_is_known_again(path: Path, name: str):
    for number in (1, 2):
        article = an_article(article_id=f"a{number}", entities=[an_entity(name)])
        assert changes(write(path, article)) == ["new"]
    with open_index(path) as index:
        assert [row["article_count"] for row in index.rows("SELECT article_count FROM entities")] == [2]


def test_an_older_submission_that_arrives_late_is_skipped(path: Path):
    outcomes = write(path, an_article(revision="r2", submission="1000-10"), an_article(submission="1000-9"))
    assert changes(outcomes) == ["new", "Skip"]
    assert isinstance(outcomes[1], Skip)
    with open_index(path) as index:
        assert get_article(index, "a1").article.revision == "r2"  # type: ignore[union-attr]  # it is there


def test_an_older_submission_is_skipped_after_a_newer_one_brought_the_same(path: Path):
    write(path, an_article(), an_article(submission="3000-0"))
    assert changes(write(path, an_article(revision="r2", submission="2000-0"))) == ["Skip"]


def test_another_models_result_replaces_that_of_the_same_revision(path: Path):
    old, new = ({"name": "model", "version": version} for version in ("1", "2"))
    assert changes(write(path, an_article(extracted_by=[old]))) == ["new"]
    assert changes(write(path, an_article(extracted_by=[new]))) == ["reprocessed"]
    with open_index(path) as index:
        assert stats(index).extracted_by == {"model 2": 1}


def test_an_old_models_result_that_was_held_up_changes_nothing_after_reprocessing(path: Path):
    old, new = an_article(extracted_by=[MODEL_1]), an_article(extracted_by=[MODEL_2])
    arrivals = [(old, "70-0"), (new, "80-0"), (old, "70-0"), (old, "70-1")]
    index = SqliteIndex(path)
    outcomes = [index.write([replace(delivered(one), arrival=arrival)], NOON)[0] for one, arrival in arrivals]
    index.close()
    assert changes(outcomes) == ["new", "reprocessed", "unchanged", "unchanged"]
    with open_index(path) as opened:
        assert stats(opened).extracted_by == {"model 2": 1}


def test_the_result_that_confirmed_the_index_last_counts(path: Path):
    """Published again, the article is extracted by the new model; the first submission's result comes late."""
    first, again = an_article(extracted_by=[MODEL_1]), an_article(extracted_by=[MODEL_2], submission="2000-0")
    arrivals = [(again, "60-0"), (replace_submission(again, "3000-0"), "90-0"), (first, "70-0")]
    index = SqliteIndex(path)
    outcomes = [index.write([replace(delivered(one), arrival=arrival)], NOON)[0] for one, arrival in arrivals]
    index.close()
    assert changes(outcomes) == ["new", "unchanged", "unchanged"]


def replace_submission(article: ArticleExtracted, submission: str) -> ArticleExtracted:
    return article.model_copy(update={"submission": submission})


def test_all_revisions_in_one_batch_end_with_the_newest(path: Path):
    articles = [an_article(f"Text {n}.", revision=f"r{n}", submission=f"{n}000-0") for n in (1, 2, 3)]
    assert changes(write(path, *articles)) == ["new", "revised", "revised"]
    with open_index(path) as index:
        assert get_article(index, "a1").article.body == "Text 3."  # type: ignore[union-attr]  # it is there


@pytest.mark.parametrize("seed", range(5))
def test_any_order_with_repeats_ends_with_the_newest(path: Path, seed: int):
    articles = [an_article(f"Text {n}.", revision=f"r{n % 3}", submission=f"{n}-0") for n in range(1, 10)]
    deliveries = articles * 3
    random.Random(seed).shuffle(deliveries)
    for start in range(0, len(deliveries), 4):
        write(path, *deliveries[start : start + 4])
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT article_id, revision, submission_ms FROM articles").fetchall() == [
            ("a1", "r0", 9)
        ]
        assert connection.execute("SELECT count(*) FROM article_texts").fetchone() == (1,)
    connection.close()


def test_an_article_that_cannot_be_stored_is_rejected_and_holds_up_no_other(path: Path):
    broken = an_article(article_id="a2").model_copy(update={"body": "half a \ud800 character"})
    outcomes = write(path, an_article(), broken, an_article(article_id="a3"))
    assert changes(outcomes) == ["new", "Reject", "new"]
    assert isinstance(outcomes[1], Reject)


def test_a_submission_that_is_no_entry_id_is_rejected(path: Path):
    assert changes(write(path, an_article(submission="yesterday"), an_article(article_id="a2"))) == ["Reject", "new"]


def test_two_indexers_at_once_index_each_article_once(path: Path):
    articles = [an_article(article_id=f"a{n}", entities=[an_entity(f"Person {n % 7}")]) for n in range(60)]
    writers = [SqliteIndex(path), SqliteIndex(path)]

    def write_all(writer: SqliteIndex) -> None:
        for start in range(0, len(articles), 5):
            writer.write([delivered(article) for article in articles[start : start + 5]], NOON)
        writer.close()

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(write_all, writers))
    with open_index(path) as index:
        found = stats(index)
        assert (found.articles, found.revisions, found.entities) == (60, 60, 7)


# Writes for ever, telling each article once it is committed, until it is killed.
WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from index_builders import NOON, an_article, delivered
from services.indexer.writing.sqlite_index import SqliteIndex
index = SqliteIndex(Path(sys.argv[1]))
for n in range(1_000_000):
    index.write([delivered(an_article(f"Text {n}.", article_id=f"a{n}"))], NOON)
    print(n, flush=True)
"""


def test_what_was_written_survives_a_killed_indexer(path: Path):
    folder = str(Path(__file__).parent)
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path), folder], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    for _ in range(20):
        last = int(process.stdout.readline())
    process.kill()
    last = max([last, *(int(line) for line in process.stdout.read().split())])
    process.wait()
    process.stdout.close()
    again = write(path, *(an_article(f"Text {n}.", article_id=f"a{n}") for n in range(last + 1)))
    assert set(changes(again)) == {"new"}
    with open_index(path) as index:
        # The one in work when it was killed may be there too.
        assert stats(index).articles in (last + 1, last + 2)
        assert stats(index).revisions == stats(index).articles


def test_an_index_that_is_deleted_while_the_indexer_runs_is_made_anew(path: Path):
    writer = SqliteIndex(path)
    writer.write([delivered(an_article())], NOON)
    for file in path.parent.iterdir():
        file.unlink()
    writer.write([delivered(an_article(article_id="a2"))], NOON)
    writer.close()
    with open_index(path) as index:
        assert search(index, "").hits[0].article_id == "a2"


def test_a_folder_in_the_files_place_is_reported_and_tried_again(path: Path):
    path.mkdir()
    assert changes(write(path, an_article())) == ["IndexNotWritable"]
    path.rmdir()
    assert changes(write(path, an_article())) == ["new"]


def test_a_file_that_is_no_database_is_reported(path: Path):
    path.write_bytes(b"something else " * 100)
    (outcome,) = write(path, an_article())
    assert "is no SQLite database" in str(outcome)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_file_is_reported(path: Path):
    write(path, an_article())
    path.chmod(0o400)
    (outcome,) = write(path, an_article(article_id="a2"))
    assert "read-only" in str(outcome)


# A file may not grow past this limit: what the operating system says is what a full disk says, but for the number.
FULL_DISK = """
import resource, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from index_builders import NOON, an_article, changes, delivered
from services.indexer.writing.sqlite_index import SqliteIndex
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
index = SqliteIndex(Path(sys.argv[1]))
print(changes(index.write([delivered(an_article())], NOON)))
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, resource.RLIM_INFINITY))
import random
big = an_article(" ".join(str(random.random()) for _ in range(100_000)), article_id="big")
print(changes(index.write([delivered(an_article(article_id="a2")), delivered(big)], NOON)))
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(changes(index.write([delivered(an_article(article_id="a2")), delivered(big)], NOON)))
"""


def test_a_full_disk_writes_nothing_and_the_batch_works_once_there_is_space(path: Path):
    folder = str(Path(__file__).parent)
    done = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), folder], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == ["['new']", "['IndexNotWritable', 'IndexNotWritable']", "['new', 'new']"]


def test_another_process_that_writes_for_too_long_is_reported(path: Path):
    write(path, an_article())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    impatient = SqliteIndex(path, busy_timeout=NOON - NOON)
    (outcome,) = impatient.write([delivered(an_article(article_id="a2"))], NOON)
    assert "another process is writing" in str(outcome)
    other.execute("ROLLBACK")
    other.close()
    assert changes(impatient.write([delivered(an_article(article_id="a2"))], NOON)) == ["new"]
    impatient.close()


def test_readers_see_the_last_state_while_a_writer_writes(path: Path):
    write(path, an_article())
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    writer.execute("DELETE FROM articles")
    with open_index(path) as index:
        assert search(index, "budapest").total == 1
    writer.execute("ROLLBACK")
    writer.close()


def test_the_golden_message_goes_in_and_comes_out_whole(path: Path):
    golden = (Path(__file__).parent / "golden" / "ArticleExtracted.v1.json").read_bytes()
    article = ArticleExtracted.model_validate_json(golden)
    assert changes(write(path, article)) == ["new"]
    with open_index(path) as index:
        assert get_article(index, article.article_id).article == article  # type: ignore[union-attr]  # it is there
