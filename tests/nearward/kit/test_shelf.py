from django.utils import translation

from nearward.kit.shelf import library
from nearward_library import library as library_in


def test_the_library_speaks_the_language_of_the_page():
    with translation.override("de"):
        assert library() is library_in(language="de")
    with translation.override("en-gb"):
        assert library() is library_in()


def test_without_a_language_it_speaks_english():
    with translation.override(None):
        assert library() is library_in()
