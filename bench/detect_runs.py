"""Runs a detector over made pairs on both cores and returns what benchmarks count."""

import os
from concurrent.futures import ProcessPoolExecutor
from typing import Any

import numpy as np

from nearward_detect.contract import Strict
from nearward_detect.detectors import load
from nearward_detect.scales import nearness
from nearward_detect.simulate import ITEMS

PART = 250


def evidence(name: str, y: Any, weekday: Any) -> Any:
    """The statistic [pairs, days] of a detector that never raises a notice."""
    parts = [(name, y[a : a + PART], weekday[a : a + PART]) for a in range(0, len(y), PART)]
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        return np.concatenate(list(pool.map(_evidence, parts)))


def _evidence(part: tuple[str, Any, Any]) -> Any:
    name, y, weekday = part
    detector = load(name)
    near = nearness(y, ITEMS)
    memory = detector.start(near.shape[0], near.shape[2], near.shape[3])
    never = Strict(np.inf, 0.5)
    days = [
        detector.advance(memory, np.ascontiguousarray(near[:, d]), weekday[:, d], never).evidence
        for d in range(near.shape[1])
    ]
    return np.stack(days, axis=1)
