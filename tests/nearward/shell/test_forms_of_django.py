"""The templates that every form of the house, and of allauth, is drawn with."""

import re

from django import forms


class Told(forms.Form):
    called = forms.CharField(label="Name", help_text="Any name.", widget=forms.TextInput(attrs={"placeholder": "Ana"}))
    agree = forms.BooleanField(label="I have read it")
    mood = forms.ChoiceField(label="Mood", choices=[("a", "Calm")], widget=forms.RadioSelect)
    note = forms.CharField(label="In your words", required=False, widget=forms.Textarea)
    when = forms.CharField(widget=forms.HiddenInput, required=False)


def test_every_field_has_its_label_help_and_error_tied_to_it():
    html = str(Told({"called": ""}))
    assert '<label for="id_called">Name</label>' in html
    field = re.search(r"<input[^>]*id=\"id_called\"[^>]*>", html).group()
    assert 'aria-describedby="id_called_helptext id_called_error"' in field
    assert 'aria-invalid="true"' in field
    assert 'id="id_called_helptext"' in html
    assert 'id="id_called_error"' in html


def test_what_was_typed_is_still_there_after_a_mistake():
    assert "a long thought</textarea>" in str(Told({"note": "a long thought"}))


def test_placeholders_are_never_drawn():
    assert "placeholder" not in str(Told())


def test_a_tick_box_stands_inside_its_label():
    assert re.search(r'<label class="tick" for="id_agree"><input[^>]*type="checkbox"', str(Told()))


def test_choices_form_a_group_with_a_name():
    assert re.search(r"<fieldset[^>]*id=\"id_mood\"[^>]*>\s*<legend[^>]*>Mood</legend>", str(Told()))


def test_hidden_fields_are_kept_and_have_no_label():
    html = str(Told())
    assert 'type="hidden" name="when"' in html
    assert 'for="id_when"' not in html


def test_mistakes_of_the_whole_form_stand_above_it():
    form = Told({"called": "Ana", "agree": "on", "mood": "a"})
    form.add_error(None, "Somebody else was quicker.")
    html = str(form)
    assert html.index('role="alert"') < html.index("Somebody else was quicker.") < html.index("id_called")
