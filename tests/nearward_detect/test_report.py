"""What the shell command prints."""

import json

import numpy as np

from nearward_detect.report import notice_file
from nearward_detect.simulate import simulate
from nearward_detect.table import Options

KEYS = {"couple", "person", "noticed_on", "since", "since_low", "since_high", "size_sd", "items", "confidence", "kind"}


def write(path, y, dated):
    rows = [
        "couple,person,date,closeness,heard,warmth,tension"
        if dated
        else "couple,person,day,closeness,heard,warmth,tension"
    ]
    start = np.datetime64("2026-01-05")
    for pair, days in enumerate(y):
        for day, people in enumerate(days):
            for person, answers in zip(("ana", "ben"), people, strict=True):
                when = str(start + day) if dated else str(day + 1)
                cells = ["" if np.isnan(v) else f"{v:g}" for v in answers]
                rows.append(",".join([f"c{pair}", person, when, *cells]))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def test_each_notice_is_one_object_and_each_series_ends_with_its_state(tmp_path):
    made = simulate(11, 3, 150, "step 1.5 both", onset=(60, 60))
    write(tmp_path / "d.csv", made.y, dated=True)
    options = Options(closer=["closeness", "heard", "warmth"], farther=["tension"])
    found = [json.loads(line.text) for line in notice_file(tmp_path / "d.csv", options, as_json=True)]
    ends = [f for f in found if "state" in f]
    notices = [f for f in found if "state" not in f]
    assert [e["couple"] for e in ends] == ["c0", "c1", "c2"]
    assert all(e["state"] in {"quiet", "drift", "not-enough"} for e in ends)
    assert notices
    for notice in notices:
        assert set(notice) == KEYS
        assert notice["since_low"] <= notice["since"] <= notice["since_high"] <= notice["noticed_on"]
        assert notice["person"] in {"ana", "ben", "both"}
        assert 0 <= notice["confidence"] <= 1


def test_counted_days_are_told_as_counted(tmp_path):
    made = simulate(11, 2, 150, "step 1.5 both", onset=(60, 60))
    write(tmp_path / "d.csv", made.y, dated=False)
    found = [json.loads(line.text) for line in notice_file(tmp_path / "d.csv", as_json=True)]
    on = [f["noticed_on"] for f in found if f.get("kind") == "drift"]
    assert on
    assert all(60 < day <= 150 for day in on)


def test_notices_in_words_say_who_since_when_and_how_sure(tmp_path):
    made = simulate(11, 3, 150, "step 1.5 both", onset=(60, 60))
    write(tmp_path / "d.csv", made.y, dated=False)
    told = [line.text for line in notice_file(tmp_path / "d.csv") if "noticed on" in line.text]
    assert any(" both have moved away, noticed on " in text for text in told)
    assert all("since about" in text and text.endswith("in 10 sure") for text in told)


def test_rows_left_out_go_to_standard_error_with_their_line(tmp_path):
    (tmp_path / "d.csv").write_text("couple,person,day,closeness\n1,ana,1,7\n1,ana,x,7\n1,ana,2,6\n", encoding="utf-8")
    lines = list(notice_file(tmp_path / "d.csv"))
    assert [line.text[:7] for line in lines if line.to_error] == ["line 3:"]
    assert lines[-1].text == "couple 1: not enough to say yet (2 days)"
