"""The command itself: somebody else's population, and the same model as the study that its figures compare with."""

import json
import subprocess
import sys
from dataclasses import asdict, fields
from pathlib import Path

import numpy as np
import pytest

from bench import detect
from nearward_detect.populations import BASE, POPULATIONS
from nearward_detect.scenarios import SCENARIOS
from nearward_detect.simulate import simulate

STUDY = Path(__file__).parents[3] / "shared" / "tools"


def test_a_population_from_a_file_is_read_and_an_unknown_field_refused(tmp_path):
    path = tmp_path / "population.json"
    path.write_text(json.dumps({"miss_mean": 0.4, "load_lo": [0.9, 0.9, 0.9, 0.9]}))
    population = detect.population_of(str(path))
    assert (population.miss_mean, population.load_lo) == (0.4, (0.9, 0.9, 0.9, 0.9))
    assert population.phi_mean == BASE.phi_mean
    path.write_text(json.dumps({"miss_men": 0.4}))
    with pytest.raises(SystemExit, match="miss_men"):
        detect.population_of(str(path))
    assert detect.population_of("sparse") == POPULATIONS["sparse"]


@pytest.mark.slow
def test_one_command_prints_every_table_for_somebody_elses_population(tmp_path):
    file, out = tmp_path / "population.json", tmp_path / "figures.json"
    file.write_text(json.dumps(asdict(BASE.jitter(5))))
    command = ["-m", "bench.detect", "--pairs", "8", "--seed", "91", "--population", str(file), "--json", str(out)]
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True, timeout=280)
    heads = ("days to notice", "best peer", "alarmed in 365 days", "alarmed by fifths", "size in its 80 %", "µs")
    assert all(head in done.stdout for head in heads)
    assert "seed 91" in done.stdout
    figures = json.loads(out.read_text())
    assert set(figures["delays"]) == {*detect.PEERS, detect.OURS, detect.NAMED, detect.ORACLE}
    assert all(len(found) == len(detect.TARGETS) for found in figures["delays"].values())


@pytest.fixture(scope="module")
def study():
    if not (STUDY / "simulate_checkins.py").exists():
        pytest.skip("the study's simulator lies beside the project and is absent")
    sys.path.insert(0, str(STUDY))
    try:
        import simulate_checkins  # noqa: PLC0415

        yield simulate_checkins
    finally:
        sys.path.remove(str(STUDY))


@pytest.mark.shared
def test_populations_have_the_studys_names_and_parameters(study):
    assert {f.name for f in fields(study.Population)} == {f.name for f in fields(BASE)}
    assert asdict(study.BASE) == asdict(BASE)
    assert {"base", *study.ROBUST} == set(POPULATIONS)
    for name, population in study.ROBUST.items():
        assert asdict(population) == asdict(POPULATIONS[name])


@pytest.mark.shared
def test_scenarios_have_the_studys_names_sizes_and_courses(study):
    assert set(study.SCENARIOS) == set(SCENARIOS)
    onset, mover = np.array([60, 70]), np.array([0, 1])
    for name, theirs in study.SCENARIOS.items():
        course = study.change_profile(theirs, onset, 160, mover)
        np.testing.assert_allclose(SCENARIOS[name].drop(onset, 160, mover), course, err_msg=name)
        assert (theirs.vscale, theirs.side) == (SCENARIOS[name].spread, SCENARIOS[name].side)


@pytest.mark.shared
@pytest.mark.parametrize("name", POPULATIONS)
def test_made_days_have_the_moments_of_the_studys(study, name):
    theirs = study.simulate(5, 500, 120, "step 1 one", {"base": study.BASE, **study.ROBUST}[name])
    ours = simulate(6, 500, 120, "step 1 one", POPULATIONS[name])
    pairs = np.where(theirs.y >= 0, theirs.y, np.nan).astype(float), ours.y.astype(float)
    for moment, reach in MOMENTS.items():
        them, us = (_MOMENT[moment](y) for y in pairs)
        assert us == pytest.approx(them, abs=reach), moment
    assert np.mean(theirs.couples.psd) == pytest.approx(
        np.mean(ours.couples.unit * np.abs(ours.couples.load).mean(-1)), rel=0.04
    )


MOMENTS = {"level": 0.15, "within": 0.08, "carry": 0.03, "link": 0.03, "missing": 0.02, "whole days": 0.02}


def _mean(y):
    turned = y.copy()
    turned[..., 3] = 10 - turned[..., 3]
    count = np.isfinite(turned).sum(-1)
    return np.where(count == 4, np.nansum(turned, -1) / 4, np.nan)


def _product(a, b):
    both = np.isfinite(a) & np.isfinite(b)
    a, b = a[both], b[both]
    return float((a * b).mean() / np.sqrt((a * a).mean() * (b * b).mean()))


def _centred(y):
    day = _mean(y)
    known = np.isfinite(day)
    centre = np.where(known, day, 0).sum(1) / np.maximum(known.sum(1), 1)
    return day - centre[:, None]


_MOMENT = {
    "level": lambda y: float(np.nanmean(_mean(y))),
    "within": lambda y: float(np.sqrt(np.nanmean(_centred(y) ** 2))),
    "carry": lambda y: _product(_centred(y)[:, 1:], _centred(y)[:, :-1]),
    "link": lambda y: _product(_centred(y)[..., 0], _centred(y)[..., 1]),
    "missing": lambda y: float(np.isnan(y).mean()),
    "whole days": lambda y: float(np.isnan(y).all(-1).mean()),
}
