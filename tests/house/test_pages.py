import pytest
from tests.house.pages import bare_words, foreign_files, foreign_requests, inline_parts, unchecked_scripts
from tests.house.tree import ROOT, in_words, plant

PAGE = "src/nearward/guide/templates/guide/index.html"


@pytest.mark.parametrize("check", [bare_words, inline_parts, foreign_requests, foreign_files, unchecked_scripts])
def test_what_browsers_are_sent_is_ours_and_translatable(check):
    faults = check(ROOT)
    assert not faults, in_words(faults)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>Good evening</p>",
        "<p>{{ count }} days</p>",
        '<img alt="Two circles">',
        '<button aria-label="Close">×</button>',
        "{% if near %}near{% endif %}",
        '<p><b translate="no">Samaritans</b> listen</p>',
        '<p><input placeholder="Your name"></p>',
    ],
)
def test_a_word_outside_the_translators_reach_is_found(tmp_path, markup):
    assert len(bare_words(plant(tmp_path, {PAGE: markup}))) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<p>{% translate "Good evening" %}, {{ name }}.</p>',
        "<p>{% blocktranslate count n=days %}One day{% plural %}{{ n }} days{% endblocktranslate %}</p>",
        '<button aria-label="{% translate "Close" %}">×</button>',
        "{# a word to the next author #}<b>1 / 2</b>",
        "{% comment %}another word{% endcomment %}",
        '<a class="mark" href="{% url "home:today" %}">Nearward</a>',
        "<b>1800RESPECT</b>",
        '<p translate="no">Samaritans <b>116</b> Line</p>',
        '<body {% block body %}class="entrance"{% endblock %}>',
        '<script type="application/json">{"word": "for the script"}</script>',
    ],
)
def test_translatable_words_names_and_data_are_left_alone(tmp_path, markup):
    assert bare_words(plant(tmp_path, {PAGE: markup})) == []


@pytest.mark.parametrize(
    "markup",
    [
        "<style>p { color: red }</style>",
        '<p style="color: red"></p>',
        '<button onclick="go()"></button>',
        '<a href="javascript:go()"></a>',
        "<script>go()</script>",
        '<script type="module">go()</script>',
    ],
)
def test_an_inline_style_or_script_is_found(tmp_path, markup):
    assert len(inline_parts(plant(tmp_path, {PAGE: markup}))) == 1


def test_scripts_by_address_and_data_blocks_are_no_inline_scripts(tmp_path):
    fine = '<script type="module" src="{% static "a.js" %}"></script><script type="application/json">{}</script>'
    assert inline_parts(plant(tmp_path, {PAGE: fine})) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (PAGE, '<script src="https://cdn.example.org/a.js"></script>'),
        (PAGE, '<img src="//pictures.example.org/a.png">'),
        (PAGE, '<link rel="stylesheet" href="https://example.org/a.css">'),
        (PAGE, '<form action="https://example.org/">'),
        ("src/nearward/guide/static/guide/guide.css", "@import url(https://example.org/a.css);"),
        ("src/nearward/guide/static/guide/guide.js", 'fetch("https://example.org/")'),
    ],
)
def test_a_request_elsewhere_is_found(tmp_path, name, content):
    assert len(foreign_requests(plant(tmp_path, {name: content}))) == 1


def test_a_link_to_a_study_and_a_namespace_are_no_requests(tmp_path):
    fine = '<a href="https://doi.org/{{ doi }}">x</a><svg xmlns="http://www.w3.org/2000/svg"></svg>'
    script = '// @ts-check\nconst SVG = "http://www.w3.org/2000/svg";\n'
    assert foreign_requests(plant(tmp_path, {PAGE: fine, "src/nearward/shell/static/shell/chart.js": script})) == []


@pytest.mark.parametrize("name", ["htmx.min.js", "serif.woff2", "chart.js.map"])
def test_a_foreign_file_is_found(tmp_path, name):
    assert len(foreign_files(plant(tmp_path, {f"src/nearward/shell/static/shell/{name}": ""}))) == 1


def test_a_script_that_is_not_checked_is_found(tmp_path):
    names = "src/nearward/guide/static/guide/a.js", "src/nearward/guide/static/guide/b.js"
    root = plant(tmp_path, {names[0]: "// @ts-check\nlet a;\n", names[1]: "let b;\n"})
    assert unchecked_scripts(root) == [f"{names[1]}: begins without // @ts-check"]
