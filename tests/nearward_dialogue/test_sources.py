import io
import zipfile

import pytest

from nearward_dialogue.errors import BrokenFile, TooLarge, UnknownFormat
from nearward_dialogue.sources import sources_of

OTHERS = {"photo": "photo.jpg", "inbox": "inbox/message1.json", "shadow": "__MACOSX/chat.txt"}


def zipped(chat="", **others):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("chat.txt", chat)
        for name, content in others.items():
            archive.writestr(OTHERS[name], content)
    return packed.getvalue()


def test_a_file_is_one_source(tmp_path):
    (tmp_path / "chat.txt").write_bytes(b"hello")
    for given in (tmp_path / "chat.txt", str(tmp_path / "chat.txt"), b"hello"):
        (source,) = sources_of(given)
        assert source.size == 5
        assert source.head(2) == b"he"
        with source.open() as handle:
            assert handle.read() == b"hello"


def test_a_zip_and_a_folder_offer_what_could_be_a_chat(tmp_path):
    packed = zipped(chat="one", photo="x", inbox="{}", shadow="no")
    assert [source.name for source in sources_of(packed)] == ["chat.txt", "inbox/message1.json"]
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
    assert "inbox/message1.json" in [source.name for source in sources_of(tmp_path)]


def test_a_file_in_a_zip_can_be_read_from_any_place():
    (source,) = sources_of(zipped(chat="0123456789"))
    handle = source.open()
    handle.seek(7)
    assert handle.read(2) == b"78"
    handle.seek(1)
    assert handle.read(2) == b"12"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    with pytest.raises(TooLarge, match="more than any chat does"):
        sources_of(zipped(chat=b"\0" * (9 << 20)))


def test_more_than_the_most_bytes_is_refused():
    with pytest.raises(TooLarge, match="11 bytes"):
        sources_of(b"hello world", most_bytes=10)


@pytest.mark.parametrize("broken", [b"PK\x03\x04nothing", zipped(chat="hello")[:60]], ids=["no zip", "half a zip"])
def test_a_damaged_zip_is_told(broken):
    with pytest.raises(BrokenFile, match="not a readable zip"):
        sources_of(broken)


def test_a_zip_whose_content_is_damaged_is_told():
    packed = bytearray(zipped(chat="hello " * 50))
    packed[40] ^= 0xFF
    (source,) = sources_of(bytes(packed))
    with pytest.raises(BrokenFile, match="damaged"):
        source.head()


def test_a_locked_zip_is_told():
    packed = bytearray(zipped(chat="hello"))
    packed[packed.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BrokenFile, match="password"):
        sources_of(bytes(packed))


def test_what_is_not_there_or_holds_no_text_is_told(tmp_path):
    with pytest.raises(BrokenFile, match="no file"):
        sources_of(tmp_path / "gone.txt")
    with pytest.raises(UnknownFormat):
        sources_of(tmp_path)
    (tmp_path / "gone.txt").write_bytes(b"x")
    (source,) = sources_of(tmp_path / "gone.txt")
    (tmp_path / "gone.txt").unlink()
    with pytest.raises(BrokenFile, match="cannot be opened"):
        source.open()
