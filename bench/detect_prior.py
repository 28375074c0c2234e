"""What is usual among made pairs, beside the shipped prior: `python -m bench.detect_prior`.

The prior's values are these means, rounded; carry-over is taken as that of the moods alone. How many days each value
counts for was chosen by the shortest delays on made pairs (`bench.detect`), not fitted.
"""

from dataclasses import asdict

import numpy as np

from nearward_detect.couples import draw_couples
from nearward_detect.populations import BASE
from nearward_detect.simulate import stream
from nearward_detect.space.moments import prior

PAIRS, SEED = 20_000, 9002


def main() -> None:
    c = draw_couples(stream(SEED, "couples"), PAIRS, BASE)
    load = np.abs(c.load).mean(-1)
    unit = c.unit * load
    noise = ((c.noise**2 + 1 / 12).sum(-1) / 16) / unit**2
    near = c.level.copy()
    near[..., 3] = 10 - near[..., 3]
    found = {
        "level": near.mean(),
        "level_sd": near.mean(-1).std(),
        "variance": np.exp(np.log(unit**2).mean()),
        "noise_share": np.median(noise),
        "carry": np.diagonal(c.phi, axis1=1, axis2=2).mean(),
        "link": (c.mood_cov[:, 0, 1] / c.mood_sd.prod(1)).mean(),
        "bad_share": c.bad_share.mean(),
        "week": (c.week * load[..., None] / unit[..., None]).mean((0, 1)).round(2).tolist(),
    }
    shipped = asdict(prior())
    for name, value in found.items():
        made = value if isinstance(value, list) else round(float(value), 3)
        print(f"{name:12} made pairs {made}  shipped {shipped[name]}")


if __name__ == "__main__":
    main()
