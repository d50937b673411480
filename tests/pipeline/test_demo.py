"""`copydesk demo` takes the seed article from the ingest stream to a search result, and leaves nothing running."""

from __future__ import annotations

import subprocess

import pytest
from running_commands import Home, eventually


@pytest.fixture(scope="module")
def demo(shared_home: Home) -> subprocess.CompletedProcess[str]:
    return shared_home.run("demo")


def on_one_line(demo: subprocess.CompletedProcess[str]) -> str:
    return " ".join(demo.stdout.split())


def test_the_demo_succeeds(demo: subprocess.CompletedProcess[str]):
    assert demo.returncode == 0, demo.stderr
    assert "12 indexed (12 new)" in on_one_line(demo)


@pytest.mark.parametrize(
    "fact",
    [
        "RUSSIA · 2 min read",
        "Kremlin spokesperson says 'no need' for Trump-Putin meeting",
        "Yuliia Taradiuk, Reporter · The Kyiv Independent (inferred) · 2025-11-02",
        "© Chip Somodevilla/Getty Images",
        "10 paragraphs",
        'There is "no need" for a meeting between U.S. President Donald Trump',
        "repeated headline",
        "Read more / News Feed / Show More",
        "Dmitry Peskov Kremlin spokesperson",
        "Karoline Leavitt White House Press Secretary",
        "Kirill Dmitriev Putin's special envoy",
        "“Hypothetically speaking, (a meeting) is possible, but at this point there is no need for it",
        "Dmitry Peskov told the Russian state news agency",
        "Donald Trump told reporters aboard Air Force One",
        "2025-10-16 When Putin called Trump on Oct. 16,",
        "2025-10-21 However, the plans for a Putin-Trump meeting were shelved",
        "2025-10-22 Trump went even further on Oct. 22, when he imposed sanctions",
        "SEARCH putin budapest",
        "1 article found",
        "Nothing is left running.",
    ],
)
def test_the_page_shows(fact: str, demo: subprocess.CompletedProcess[str]):
    assert fact in on_one_line(demo)


def test_what_is_suggested_next_works(demo: subprocess.CompletedProcess[str], shared_home: Home):
    assert "need" in shared_home.run("quotes", "--speaker", "peskov").stdout
    assert "2025-10-22" in shared_home.run("timeline", "--after", "2025-10-20", "--before", "2025-10-26").stdout
    [hit] = shared_home.json("search", "putin", "budapest")["hits"]
    assert "Rosneft" in shared_home.run("show", hit["article_id"]).stdout


def test_a_second_demo_finds_everything_unchanged(demo: subprocess.CompletedProcess[str], shared_home: Home):
    again = shared_home.run("demo")
    assert "12 indexed (12 unchanged)" in on_one_line(again), again.stderr


@pytest.mark.parametrize("first_sign", ["pipeline.lock", "redis.sock", "index.sqlite", "logs/cleaner.log"])
def test_ctrl_c_at_any_point_leaves_no_process_and_no_socket(first_sign: str, home: Home):
    with home.start("demo") as command:
        eventually((home.folder / first_sign).exists, f"{first_sign} is there")
        command.interrupt()
        assert command.process.wait(60) == 130, command.said()
        assert not home.processes()
        assert not (home.folder / "redis.sock").exists()


def test_outside_a_checkout_the_demo_takes_a_folder(home: Home, tmp_path):
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ship.txt").write_text(
        "Ship\n\nThe ship came in on Monday, the harbour master said. It was late."
    )
    done = home.run("demo", str(tmp_path / "seeds"))
    assert done.returncode == 0, done.stderr
    assert "1 indexed (1 new)" in on_one_line(done)
