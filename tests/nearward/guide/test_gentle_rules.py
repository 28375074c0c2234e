"""The rules as they run in a browser, held to the library's own reader."""

import json
import subprocess

import pytest
from tests.node import NODE, ROOT

from nearward.guide.queries import hints
from nearward.guide.rules import patterns_of
from nearward_library.gentle import look_at

RULES = ROOT / "src/nearward/guide/static/guide/gentle_rules.js"
READ = f"""
import fs from "node:fs";
import {{ lookAt }} from "{RULES.as_uri()}";
const {{ patterns, texts }} = JSON.parse(fs.readFileSync(0, "utf8"));
const told = (text) => lookAt(text, patterns).map((found) => [found.hint.title, found.words]);
console.log(JSON.stringify(texts.map(told)));
"""


@pytest.mark.skipif(not NODE.exists(), reason="there is no Node wheel for this machine")
def test_a_browser_finds_the_same_words_as_the_library():
    told = hints()
    texts = [line.replace("’", "'") for hint in told for line in (*hint.caught, *hint.passed)]
    texts += ["", "You never", "I feel that you do not care. Why can't you just listen?", "Él no está aquí y tú nunca"]
    asked = json.dumps({"patterns": [patterns_of(hint) for hint in told], "texts": texts})
    done = subprocess.run(
        [NODE, "--input-type=module", "-e", READ], input=asked, check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout)
    assert found == [[[f.hint.title, text[f.start : f.end]] for f in look_at(text, told)] for text in texts]
    assert sum(map(bool, found)) > 20
