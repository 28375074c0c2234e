from tests.browser.conftest import is_elsewhere


def test_only_the_house_itself_counts_as_here():
    here = "localhost:8000"
    assert not is_elsewhere("http://localhost:8000/picture/", here)
    assert not is_elsewhere("data:image/png;base64,AA==", here)
    assert is_elsewhere("http://localhost:9000/", here)
    assert is_elsewhere("https://fonts.example/one.woff2", here)
    assert is_elsewhere("ws://other:8000/", here)
