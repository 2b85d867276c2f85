"""Words of the scripts: they ask a catalogue of their own, into which `cms.editing.scripts` brings ours."""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("You have been signed out. Sign in in another tab and copy your text there."),
    _("A network error occurred."),
    _("A server error occurred."),
    _("Autosave in progress…"),
    _("Changes have been autosaved."),
    _("Search options…"),
    _("Applying editor lock"),
    _("Fetching %s information..."),
    _("Publish in "),
    _("Removing editor lock"),
    _("Revert to %s version"),
    _("Stop Synced translation"),
    _("Stopping Synced translation"),
    _("Translate all missing strings with "),
    _("Uses %s version"),
    _("Toggle section"),
)
