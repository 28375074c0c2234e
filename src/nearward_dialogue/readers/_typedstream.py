"""Finds the words in an `attributedBody`, the archive in which Apple's Messages keeps a message's text.

The format is NeXT's typedstream (NSArchiver). It is read from its start: header, then groups of values, each with its
type written before it, repeated types and objects by number. The words are the first character string of the archive,
the NSString inside the NSAttributedString; everything after it describes runs of the text and is not read.
"""

SIGNATURES = {b"streamtyped": "little", b"typedstream": "big"}
_INT16, _INT32, _FLOAT, _NEW, _NIL, _END = 0x81, 0x82, 0x83, 0x84, 0x85, 0x86
_FIRST_REFERENCE = 0x92
_WIDTH = {"f": 4, "d": 8}
_INTEGERS = set("csilqCSILQB")


class NoWords(ValueError):
    """The archive is damaged, or there is no character string where one should be."""


def words(archive: bytes) -> str:
    """Return the text of an archived attributed string. Raises NoWords."""
    try:
        return _Stream(archive).first_string()
    except IndexError as cut:
        raise NoWords("the archive ends too early") from cut


class _Stream:
    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.types: list[bytes] = []
        self.order: str = "little"
        self._header()

    def first_string(self) -> str:
        while True:
            head = self._byte()
            if head == _END:
                continue
            for code in self._type(head).decode("latin-1"):
                if code == "+":
                    return self._take(self._integer(self._byte())).decode("utf-8", "replace")
                self._pass_by(code)

    def _header(self) -> None:
        self._byte()  # the version of the format
        signature = self._take(self._integer(self._byte()))
        if signature not in SIGNATURES:
            raise NoWords("not a typedstream")
        self.order = SIGNATURES[signature]
        self._integer(self._byte())  # the version of the system that wrote it

    def _pass_by(self, code: str) -> None:
        if code == "@":
            self._object()
        elif code in _INTEGERS:
            self._integer(self._byte())
        elif code in _WIDTH:
            head = self._byte()
            if head == _FLOAT:
                self._take(_WIDTH[code])
        else:
            raise NoWords(f"a value of type {code!r} before the words")

    def _object(self) -> None:
        """Pass the head of an object; its values follow in the stream as groups of their own."""
        if self._byte() == _NEW:
            self._class()

    def _class(self) -> None:
        while self._byte() == _NEW:
            self._type(self._byte())  # the name, shared like a type
            self._integer(self._byte())

    def _type(self, head: int) -> bytes:
        if head == _NEW:
            self.types.append(self._take(self._integer(self._byte())))
            return self.types[-1]
        if head < _FIRST_REFERENCE or head - _FIRST_REFERENCE >= len(self.types):
            raise NoWords("a type that was never named")
        return self.types[head - _FIRST_REFERENCE]

    def _integer(self, head: int) -> int:
        if head in {_INT16, _INT32}:
            raw = self._take(2 if head == _INT16 else 4)
            return int.from_bytes(raw, "little" if self.order == "little" else "big")
        if _INT32 < head < _FIRST_REFERENCE:
            raise NoWords("a mark where a number should be")
        return head

    def _byte(self) -> int:
        value = self.data[self.at]
        self.at += 1
        return value

    def _take(self, count: int) -> bytes:
        end = self.at + count
        if end > len(self.data):
            raise IndexError
        taken = self.data[self.at : end]
        self.at = end
        return taken
