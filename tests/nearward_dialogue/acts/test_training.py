"""Learning the weights: corpora opened as they are, sums and slopes right, the same result every time."""

from pathlib import Path

import numpy as np
import pytest
from bench.dialogue_corpora import advice, goemotions, offmychest
from bench.dialogue_fit import fit, least, matrix
from bench.dialogue_train import alike, f1, surely
from tests.nearward_dialogue.acts import slowly

from nearward_dialogue.acts.features import SIZE

TEXTS = ["thank you", "thanks a lot!", "no", "where is it", "so kind, thank you", "the bus is late", "", "thanks"]
THANKS = np.array([True, True, False, False, True, False, False, True])


def test_sums_and_their_way_back_belong_together():
    x, rng = matrix(TEXTS), np.random.default_rng(3)
    weights, errors = rng.normal(size=SIZE), rng.normal(size=len(TEXTS))
    assert x.times(weights) @ errors == pytest.approx(weights @ x.back(errors))


def test_a_sum_is_that_of_the_slow_way():
    weights = np.random.default_rng(4).normal(size=SIZE)
    for text, found in zip(TEXTS, matrix(TEXTS).times(weights), strict=True):
        pieces, runs = slowly.features(text)
        slow = (sum(weights[at] for at in pieces) + 2 * sum(weights[at] for at in runs)) / np.sqrt(len(pieces + runs))
        assert found == pytest.approx(slow)


def test_the_least_of_a_bowl_is_found():
    middle, width = np.array([3.0, -2.0, 0.5]), np.array([1.0, 10.0, 0.1])
    found = least(lambda at: (float(width @ (at - middle) ** 2), 2 * width * (at - middle)), np.zeros(3))
    assert found == pytest.approx(middle, abs=0.05)


def test_what_is_learned_tells_the_classes_apart_and_is_the_same_every_time():
    x = matrix(TEXTS)
    one, again = (fit(x, THANKS, ease=10.0, weight=alike(THANKS)) for _ in range(2))
    assert ((x.times(one[0]) + one[1] > 0) == THANKS).all()
    assert (one[0] == again[0]).all()
    assert one[1] == again[1]


def test_what_stands_beside_is_learned_from_too():
    x, beside = matrix(TEXTS), np.where(THANKS, 1.0, -1.0)[:, None]
    weights, constant, parts = fit(x, THANKS, ease=0.1, weight=alike(THANKS), beside=beside)
    assert parts[0] > 0
    assert ((x.times(weights) + beside @ parts + constant > 0) == THANKS).all()


def test_classes_are_weighed_alike():
    weight = alike(np.array([True, False, False, False]))
    assert weight.tolist() == pytest.approx([2, 2 / 3, 2 / 3, 2 / 3])


def test_the_mean_of_precision_and_recall_worked_out_by_hand():
    truth, said = np.array([1, 1, 1, 0, 0], bool), np.array([1, 1, 0, 1, 0], bool)
    assert f1(truth, said) == pytest.approx(2 / 3)
    assert f1(truth, ~truth) == 0


def test_sure_begins_where_nine_in_ten_are_right():
    chance = np.linspace(1, 0, 100)
    truth = np.arange(100) < 45
    assert surely(chance, truth) == chance[49]
    assert surely(chance, ~truth) == np.inf
    assert surely(chance[:20], truth[:20]) == np.inf  # too few


def written(folder: Path, name: str, text: str):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def test_corpora_are_opened_as_they_are(tmp_path):
    written(tmp_path, "goemotions/labels.txt", "joy\ngratitude\nneutral")
    written(tmp_path, "goemotions/dev.tsv", 'a "quote\t1,0\tx1\nfine\t2\tx2\n')
    feelings = goemotions(tmp_path, "dev")
    assert feelings.texts == ['a "quote', "fine"]
    assert feelings.labels["gratitude"].tolist() == [True, False]
    head = "ID\tMajority_label\tDS_Label\tSentence\n"
    written(
        tmp_path, "advice_reddit/needadvice_dev.tsv", head + "p1-0\t0\t1\tYou do n't , I 'm gon na\np1-1\t1\t0\tno\n"
    )
    told = advice(tmp_path, "needadvice", "dev")
    assert told.texts == ["You don't, I'm gonna", "no"]
    assert told.labels["advice"].tolist() == [True, False]
    assert told.post.tolist() == [0, 0]


def test_labels_that_belong_to_other_rows_are_not_opened(tmp_path):
    kinds = "Emotional_disclosure,Information_disclosure,Info_support,Emo_support"
    names = f"author,full_text,id,SharedTask_Emo_support,{kinds}"
    written(tmp_path, "offmychest/data/test data/labeled_test_set.csv", f"{names}\nx,I<U+0092>m ok,7,1,1,0,0,0\n")
    part = offmychest(tmp_path, "test")
    assert part.texts == ["I’m ok"]
    assert not part.labels["Emo_support"].any()
    assert part.labels["Emotional_disclosure"].all()
