"""Two made-up forms for the style guide: a field of every kind, and filters."""

from django import forms

from ui.forms import DateField, ScaleField


class SampleForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(label="Paikan nimi", help_text="Niin kuin sanoisit sen naapurille.")
    municipality = forms.ChoiceField(
        label="Kunta", choices=[("", "Valitse kunta"), ("422", "Lieksa"), ("167", "Joensuu")], required=False
    )
    starts_on = DateField(label="Työ alkaa")
    weekly_hours = forms.IntegerField(label="Tunteja viikossa", min_value=1, max_value=40)
    about = forms.CharField(label="Mitä työssä tehdään", widget=forms.Textarea, required=False)
    way = forms.ChoiceField(
        label="Miten haluat, että otamme yhteyttä?",
        choices=[("phone", "Soittakaa"), ("sms", "Tekstiviesti"), ("letter", "Kirje kotiin")],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label="Päivät, jotka sopivat",
        choices=[("1", "maanantai"), ("2", "tiistai"), ("3", "keskiviikko")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    lifting = ScaleField(
        label="Nostaminen, 5–10 kg",
        words=["Ei sovi minulle", "Vähän", "Melko hyvin", "Hyvin"],
        help_text="Vastaa niin kuin tänään on. Voit muuttaa tätä myöhemmin.",
    )
    agreement = forms.FileField(label="Paperinen sopimus", required=False)
    reminder = forms.BooleanField(label="Muistuta minua edellisenä iltana", required=False)


class SampleFilters(forms.Form):
    """The filters of the open places list."""

    municipality = forms.ChoiceField(
        label="Kunta", choices=[("422", "Lieksa ja 50 km ympäriltä"), ("167", "Joensuu")], required=False
    )
    q = forms.CharField(label="Mitä haluaisit tehdä?", required=False)
    hours_max = forms.IntegerField(label="Tunteja viikossa enintään", required=False)
    language = forms.ChoiceField(
        label="Kieli", choices=[("", "Kaikki kielet"), ("fi", "suomi")], required=False
    )
    free = forms.BooleanField(label="Vain ne, joihin mahtuu", required=False)
