import numpy as np
import pytest

from nearward_dialogue.errors import BrokenFile
from nearward_dialogue.sources import Source, sources_of
from nearward_dialogue.texts import FileTexts


def told(texts, spans):
    offset = np.array([at for at, _ in spans])
    buffer, start, end = texts.gather(offset, np.array([size for _, size in spans], np.int32))
    return [bytes(buffer[a:b]).decode() for a, b in zip(start, end, strict=True)]


def two_files(tmp_path):
    (tmp_path / "1.txt").write_bytes("à bientôt".encode())
    (tmp_path / "2.txt").write_bytes(b"good night")
    return sources_of(tmp_path)


def test_offsets_count_through_all_files(tmp_path):
    texts = FileTexts(two_files(tmp_path))
    assert texts.text(0, 2) == "à"
    assert texts.text(texts.bases()[1] + 5, 5) == "night"


@pytest.mark.parametrize("as_is", [True, False])
def test_many_messages_are_gathered_whether_in_one_file_or_two(tmp_path, as_is):
    texts = FileTexts(two_files(tmp_path), as_is=as_is)
    second = texts.bases()[1]
    assert told(texts, [(0, 2), (3, 8), (second, 4), (second + 5, 5)]) == ["à", "bientôt", "good", "night"]
    assert told(texts, [(second, 4), (second + 5, 5)]) == ["good", "night"]
    assert told(texts, []) == []


def test_a_format_with_escapes_is_gathered_as_it_reads():
    texts = FileTexts(sources_of(b"a\\nb|c"), decode=lambda raw: raw.decode().replace("\\n", "\n"), as_is=False)
    assert told(texts, [(0, 4), (5, 1)]) == ["a\nb", "c"]


def test_bytes_that_are_no_text_are_shown_as_such():
    assert FileTexts(sources_of(b"a\xff\xed\xa0\x80")).text(0, 5).startswith("a\ufffd")


def test_a_file_that_became_shorter_is_told(tmp_path):
    (tmp_path / "1.txt").write_bytes(b"abc")
    (source,) = sources_of(tmp_path)
    texts = FileTexts((Source(source.name, 10, source.opener),))
    with pytest.raises(BrokenFile, match="has changed"):
        texts.text(2, 8)
