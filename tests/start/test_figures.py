from datetime import date

from tests import figures
from tests.house.tree import ROOT

REPORT = """<testsuites><testsuite>
<testcase name="one"><properties><property name="proof: Histories" value="5000"/></properties></testcase>
<testcase name="two"><properties><property name="proof: Histories" value="5000"/></properties></testcase>
<testcase name="cuts"><properties><property name="proof: Cuts" value="0 of 12 lost"/></properties></testcase>
<testcase name="bad"><properties><property name="proof: Kills" value="500"/></properties><failure/></testcase>
<testcase name="other"><properties><property name="unheard" value="7"/></properties></testcase>
</testsuite></testsuites>"""


def gather(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)
    return figures.gathered([tmp_path / "report.xml"])


def test_parts_of_a_proof_are_added_and_a_failed_one_says_so(tmp_path):
    assert gather(tmp_path) == {"Cuts": "0 of 12 lost", "Histories": 10_000, "Kills": "failed"}


def test_a_part_that_failed_is_not_hidden_by_one_that_did_not():
    assert figures._sum("failed", "500") == "failed"


def test_only_what_stands_between_the_markers_is_written_anew(tmp_path):
    document = tmp_path / "promises.md"
    document.write_text(f"before\n\n{figures.BEGIN}\nold\n{figures.END}\n\nafter\n")
    figures.write(document, figures.page(gather(tmp_path), "3 passed", 61.4, date(2026, 3, 12)))
    text = document.read_text()
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text
    assert "| Histories | 10,000 |" in text
    assert "2026-03-12, Python" in text


def test_the_page_of_promises_has_a_place_for_them():
    text = (ROOT / "docs" / "promises.md").read_text()
    assert text.count(figures.BEGIN) == text.count(figures.END) == 1
    assert text.index(figures.BEGIN) < text.index(figures.END)
