"""A file's bytes become text whatever encoding they are in, and the reader is told which it was."""

from __future__ import annotations

import codecs

import pytest

from cli.text_files import decode

TEXT = "Der Käpt’n zahlte 5 €."


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
        (TEXT.encode("windows-1252"), "windows-1252"),
    ],
)
def test_text_is_read_in_the_encoding_it_was_written_in(data: bytes, encoding: str):
    assert decode(data) == (TEXT, encoding)


def test_a_page_that_declares_its_encoding_is_believed():
    page = '<html><head><meta charset="koi8-r"></head><body>Судно пришло</body></html>'
    assert decode(page.encode("koi8-r")) == (page, "koi8-r")


def test_utf_8_wins_over_a_wrong_declaration():
    page = '<meta charset="iso-8859-1"><p>Käpt’n</p>'
    assert decode(page.encode()) == (page, "utf-8")


def test_a_declared_encoding_that_does_not_exist_is_passed_over():
    assert decode(b'<meta charset="x-none"><p>caf\xe9</p>') == ('<meta charset="x-none"><p>café</p>', "windows-1252")


def test_what_fits_no_encoding_is_marked_and_not_refused():
    # 0x81 is not assigned in windows-1252, and stands alone in no UTF-8 text.
    assert decode(b"a ship \x81 came in") == ("a ship � came in", "utf-8 with replacement characters")
