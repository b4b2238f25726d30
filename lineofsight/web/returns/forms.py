"""What somebody is asked about a return: which kind it is, and its files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from lineofsight.records.practice.uploads import TAKEN
from lineofsight.web.returns.words import SOURCES

_MISSING = "Choose the files of the return."


class ManyFiles(forms.ClearableFileInput):
    """A control in which several files can be chosen."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """The files of one delivery."""

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:  # type: ignore[override]
        if not data:
            raise forms.ValidationError(_MISSING)
        return [super(ManyFilesField, self).clean(one, initial) for one in data]


class ReturnForm(forms.Form):
    """The kind of return, and its files."""

    source = forms.ChoiceField(
        label="Which return is it?",
        widget=forms.RadioSelect,
        choices=[(source, words.title) for source, words in SOURCES.items()],
        error_messages={"required": "Choose which return it is.", "invalid_choice": "Choose which return it is."},
    )
    files = ManyFilesField(
        label="Upload its files",
        help_text="All files of one delivery, as they came: XML, CSV, Excel or OpenDocument. Names, postcodes and full"
        " days of birth are thrown away while we read, and the files are removed once you have taken or left them.",
        widget=ManyFiles(attrs={"accept": ",".join(TAKEN)}),
        error_messages={"required": _MISSING, "empty": "One of the files is empty. Leave it out, or export it again."},
    )
