"""Words of the translation add-on."""

from django.utils.translation import gettext_noop as _

WORDS = (
    _("Translation of %(instance)s into %(locale)s"),
    _("Translated manually on {date}"),
    _("Start Synced translation"),
    _("The {model_name} '{object}' was successfully submitted for translation into {locales}"),
    _("<{}> tag is not allowed. Strings can only contain standard HTML inline tags (such as <b>, <a>)"),
    _("Strings cannot have any HTML tags with attributes (except for 'id' in <a> tags)"),
    _("Unrecognised id found in an <a> tag: {}"),
    _("Convert to alias %(title)s"),
    _("Convert to alias"),
    _(
        "Are you sure you want to convert this page into an alias? This will overwrite the "
        "content of the page with the content of '%(source_page_title)s' (%(source_page_locale)s)"
    ),
    _("No, leave it as a page"),
    _(
        "This page hasn't been translated yet. It is mirroring the <a "
        'href="%(edit_original_page_url)s" target="_blank">%(original_locale)s page</a>.'
    ),
    _(
        "Changes are not automatically applied between translated pages. Syncing will add new "
        "content for translation and remove deleted content."
    ),
    _("The last sync date was %(last_sync_date)s. You are about to sync the following:"),
    _("Page '{}' has been converted into an alias."),
    _(
        "New validation errors were found when publishing '{object}' in {locale}. Please fix "
        "them or click publish again to ignore these translations for now."
    ),
    _("Published '{object}' in {locale} with missing translations - see below."),
    _("Published '{object}' in {locale}."),
    _(
        "The data model for '{model_name}' has been changed since the last translation sync. If "
        "any new fields have been added recently, these may not be visible until the next "
        "translation sync."
    ),
    _("Cannot import PO file that was created for a different translation."),
    _("The page '{page_title}' was successfully submitted for translation into {locales}"),
    _(
        "Apply the updates and publish immediately. The changes will use the original language "
        "until translated."
    ),
    _("Successfully updated translations for '{object}'"),
    _("Sync translations of '%(title)s'"),
    _("Convert page to alias"),
    _("Converted page '%(title)s' to an alias of the translation source page '%(source_title)s'"),
    _("Converted page to an alias of the translation source page"),
    _("Translated with {tool_name} on {date}"),
    _("Source title"),
    _("{} locales"),
)
