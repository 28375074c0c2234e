import re

import pytest
from django import forms

from nearward.shell.widgets import Boxes, Chips, Circles, ManyChips, Scale


class Minute(forms.Form):
    closeness = forms.IntegerField(min_value=0, max_value=100, required=False, label="How near?", widget=Circles())
    heard = forms.IntegerField(required=False, label="How heard?", widget=Scale(("not at all", "entirely")))


def checked(html: str) -> list[str]:
    return re.findall(r'<input type="radio"[^>]*value="(\d*)"[^>]*checked', html)


def test_a_scale_begins_unset_with_and_without_script():
    html = str(Minute()["heard"])
    assert checked(html) == [""]
    assert 'class="scale"' in html
    assert 'type="range"' in html
    assert not re.search(r'type="range"[^>]*\sname=', html), "a range with a name would always send a value"


@pytest.mark.parametrize(("value", "step"), [("0", "0"), ("58", "60"), ("100", "100"), ("4", "0"), ("45", "40")])
def test_a_kept_value_stands_on_the_nearest_step_and_exactly_on_the_slider(value, step):
    html = str(Minute({"heard": value})["heard"])
    assert checked(html) == [step]
    assert f'value="{value}"' in html
    assert 'class="scale set"' in html


def test_an_untouched_scale_is_no_answer_rather_than_the_middle():
    form = Minute({"closeness": ""})
    assert form.is_valid()
    assert form.cleaned_data == {"closeness": None, "heard": None}


def test_the_eleven_steps_span_the_whole_scale():
    html = str(Minute()["closeness"])
    assert re.findall(r'value="(\d+)" data-at', html) == [str(10 * at) for at in range(11)]


def test_what_is_no_number_is_shown_as_unset_and_refused_by_the_field():
    form = Minute({"heard": "much"})
    assert checked(str(form["heard"])) == [""]
    assert not form.is_valid()


def test_the_slider_is_named_by_the_question_and_told_its_ends():
    html = str(Minute())
    assert '<legend id="id_heard_label">How heard?</legend>' in html
    assert 'aria-labelledby="id_heard_label" aria-describedby="id_heard_ends"' in html
    assert re.search(r'id="id_heard_ends"><span>not at all</span><span>entirely</span>', html)


def test_only_closeness_has_circles():
    assert "circles" in str(Minute()["closeness"])
    assert "circles" not in str(Minute()["heard"])


def test_words_are_escaped():
    class Odd(forms.Form):
        item = forms.IntegerField(label="<b>", widget=Scale(("<i>", '"'), words=("<u>",)))

    html = str(Odd())
    assert not re.search(r"<[biu]>", html)


@pytest.mark.parametrize(
    ("widget", "kind", "type_"),
    [(Chips, "chips", "radio"), (ManyChips, "chips", "checkbox"), (Boxes, "choices boxed", "radio")],
)
def test_choices_are_labels_round_their_own_inputs(widget, kind, type_):
    html = widget(choices=[("a", "Calm"), ("b", "Full")]).render("mood", "b", {"id": "id_mood"})
    assert f'class="{kind}"' in html
    labels = re.findall(r"<label[^>]*>(.*?)</label>", html, re.DOTALL)
    assert len(labels) == 2
    assert all(f'type="{type_}"' in label for label in labels)
    assert "checked" in labels[1]
    assert "checked" not in labels[0]
