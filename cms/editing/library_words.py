"""Words of Wagtail and its translation add-on that an editor meets and that they lack in Finnish or Swedish.

They stand here so that the collector of words sees them; our catalogue comes before theirs.
"""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

WORDS = (
    _("Application"),
    _("Text editing"),
    _("Sort by '%(label)s' in ascending order."),
    _("Sort by '%(label)s' in descending order."),
    _("Close dialog"),
    _("Sort menu order"),
    _("Toggle section"),
    _("Section"),
    _("Show keyboard shortcuts"),
    _("Toggle minimap"),
    _("Close modal dialogs (like this one)"),
    _("Add or show comments"),
    _("More options for '%(title)s'"),
    _("Use meaningful text for screen reader users"),
    _("Exploring"),
    _("Actions (footer)"),
    _("There are no %(model_name)s to display."),
    _("Date updated"),
    _("Edited by"),
    _("Has child pages"),
    _("Usage count"),
    _("Once live anyone can view"),
    _("Go to the first error"),
    _("Toggle status"),
    _("Checks"),
    _("Content metrics"),
    _("Readability"),
    _("Unpublish selected pages"),
    _("Maximum filesize: %(max_upload_size)s."),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s"),
    _("redirects"),
    _("Saved"),
    _("Autosave is paused"),
    _("Autosave is <span>paused</span>"),
    _("Toggle preview"),
    _("Toggle checks"),
    _("Toggle comments"),
    _("Correct the validation errors to resume preview (saving will highlight errors)"),
    _("Show issue"),
    _("This data explained"),
    _("How we calculate our metrics"),
    _("Table header text is empty"),
    _("Empty frame title found"),
    _("Use a meaningful title for screen reader users"),
    _("Incorrect heading hierarchy"),
    _("Avoid skipping levels"),
    _("Input button text is empty"),
    _("Misusing paragraphs as headings"),
    _("Use proper heading tags"),
    _("Image alt text has inappropriate pattern"),
    _("Use meaningful text"),
    _("Meta description is empty"),
    _("Add a concise description for search engines"),
    _("Choose when this %(model_name)s should go live and/or expire"),
    _("Minimum"),
    _("Maximum"),
    _("%(time)s by %(user_display_name)s"),
    _("But only those with publishing permissions can make them effective."),
    _("Search all pages…"),
    _("Edit account avatar"),
    _("Wagtail %(current_version)s editor guide"),
    _("A network error occurred"),
    _("View latest version"),
    _("Usage count: (low to high)"),
    _("Usage count: (high to low)"),
    _("Translation of %(instance)s into %(locale)s"),
    _("Select a new parent for this page."),
    _("Changes requested at"),
    _('This publishing schedule will only take effect after you select the "Schedule to publish" option'),
    _("Alias"),
    _("Keep the new pages updated with future changes"),
    _("permanent"),
    _("redirect"),
    _("The %(model_name)s could not be created due to errors."),
    _("The %(model_name)s could not be saved due to errors."),
    # Its date is written in English whatever the language of the reader: ours leave it out.
    _("Translated manually on {date}"),
    _("Restart workflow "),
    _("Cancel workflow "),
    _("Your pages and snippets in a workflow"),
    _("Publishing this page will cancel the current workflow."),
    _("Workflow"),
    _("Workflow started"),
    _("Workflow completed"),
    _("Workflow history"),
    _("Workflow progress"),
    _("Workflow on page '%(page_title)s' has been cancelled."),
    _("Workflow on page '%(page_title)s' has been restarted."),
    _("Locked by workflow"),
    _("This {model_name} is awaiting <b>'{task_name}'</b> in the <b>'{workflow_name}'</b> workflow."),
    _("Workflow: start"),
    _("Workflow: approve task"),
    _("Workflow task approved"),
    _("Workflow: reject task"),
    _("Workflow task rejected. Workflow complete"),
    _("Workflow: resume task"),
    _("Resubmitted '%(task)s'. Workflow resumed"),
    _("Workflow task resubmitted. Workflow resumed"),
    _("Workflow: cancel"),
    _("Cancelled '%(workflow)s' at '%(task)s'"),
    _("Workflow cancelled"),
    _("Switch locales"),
    _("Workflow tasks"),
    _("workflow"),
    _("Newest"),
    _("Oldest"),
    _("Title: (A -> Z)"),
    _("Title: (Z -> A)"),
    _("File size: (low to high)"),
    _("File size: (high to low)"),
    _("All %(objects)s snippets on this screen selected"),
    _(
        "Pages created here will not be accessible at any URL. To add pages to an existing site, "
        "create them as children of the homepage."
    ),
    _(
        "There is no site set up for this location. Pages created here will not be accessible at "
        "any URL until a site is associated with this location."
    ),
    _("There is no site record for this location. Pages created here will not be accessible at any URL."),
    _("If you just want to add pages to an existing site, create them as children of the homepage instead."),
    _("%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s across entire site."),
    _("Search in '<span class=\"w-title-ellipsis\">%(title)s</span>'"),
    _(
        "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s in '<span "
        'class="w-title-ellipsis">%(title)s</span>\'.'
    ),
    _("No results in '<span class=\"w-title-ellipsis\">%(title)s</span>'."),
    _("any"),
    _("Any"),
    _("%(range_start)s - %(range_end)s"),
    _("%(field_label)s:"),
    _("Filter by up to ten most popular tags."),
    _("item"),
    _("items"),
    _('There are no %(model_name)s to display. Why not <a href="%(add_url)s">add one</a>?'),
    _("No %(model_name)s match your query."),
    _("(blank)"),
    _(
        "Focus on the drag button and press up or down arrows to move the item, then press enter "
        "to submit the change."
    ),
    _("Disable custom ordering"),
    _("Enable custom ordering"),
    _("Sort item order"),
    _("page log entry"),
    _("page log entries"),
    _("Is commenting action"),
    _("Default avatar"),
    _("You do not have permission to access the admin."),
    _("Date cannot be in the future."),
    _("The slug '%(page_slug)s' is already in use within the parent page at '%(parent_url_path)s'."),
    _("The slug '%(page_slug)s' is already in use within the parent page."),
    _(
        "The slug '%(page_slug)s' is already in use at the selected parent page. Make sure the "
        "slug is unique and try again."
    ),
    _("Expiry date/time must be in the future."),
    _('You do not have permission to publish pages at "%(page_title)s"'),
    _("The new page will be a child of this given parent page."),
    _('You do not have permission to create a page under "%(page_title)s".'),
    _('You cannot create a page of type "%(page_type)s" under "%(page_title)s".'),
    _("Please select another parent."),
    _("Tag(s) %(value_too_long)s are over %(max_tag_length)d characters."),
    _("The page could not be created due to validation errors."),
    _("The page could not be saved due to validation errors."),
    _("The page could not be saved as it is locked."),
    _("The %(model_name)s could not be saved as it is locked"),
    _("There are validation errors, click save to highlight them."),
    _("Preview cannot display due to validation errors. <br /> Click save to highlight the relevant fields."),
    _("Preview for %(block_label)s (%(block_type)s)"),
    _("- Select an option -"),
    _("URL"),
    _("ID"),
    _("Placeholder title"),
    _("Saving will overwrite a newer version."),
    _("Cannot overwrite a revision that is not the latest for this %(model_name)s."),
    _("Cannot overwrite a revision that was not created by the current user."),
    _("You saved a new version in another window"),
    _("You have unsaved changes in another window"),
    _("Currently idle"),
    _("Currently viewing"),
    _("Proceeding will overwrite the changes you made in that window."),
    _("Proceeding will overwrite the changes made by %(user_name)s."),
    _("Alternatively, you can view the latest version in a new tab."),
    _(
        "Troubleshoot your connection to the site before proceeding. Open the editor in a "
        "separate tab to view the last saved version."
    ),
    _("Keyboard shortcuts are currently disabled; manage your %(account_link)s to enable them."),
    _("Keyboard shortcuts are currently enabled; manage your %(account_link)s to disable them."),
    _(
        "We extract the main content from the page preview, remove all formatting, and calculate "
        "the number of words."
    ),
    _("We calculate reading time from word count, using different reading speeds for different languages."),
    _(
        "We use a readability formula based on length of words and sentences. Long sentences and "
        "words result in a worse readability score."
    ),
    _(
        'See our <a href="%(guide_link)s" target="_blank">content checks guide</a> for more '
        "information on how content metrics are calculated."
    ),
    _("Only reviewers for this task can edit the %(model_name)s."),
    _("Reviewers can edit this %(model_name)s – lock it to prevent other reviewers from editing"),
    _("Only reviewers can edit and approve the %(model_name)s"),
    _("To be created by %(user)s"),
    _("Once scheduled:"),
    _("%(action)s by <b>%(who)s</b> at <b>%(at)s</b>"),
    _("%(action)s at <b>%(at)s</b>"),
    _("%(action)s by <b>%(who)s</b>"),
    _("This %(model_name)s hasn't been submitted for moderation yet"),
    _("Cancelled by %(cancelled_by)s"),
    _("at %(time)s by %(user_display_name)s"),
    _("at %(time)s"),
    _("%(time_period)s ago by %(user_display_name)s"),
    _("Changes requested %(finished_at)s"),
    _("Sent to %(task_name)s %(started_at)s"),
    _("%(status_display)s %(task_name)s %(started_at)s"),
    _("Task submitted by"),
    _(
        "This %(model_name)s was marked as needing changes at <strong>%(task)s</strong> in "
        "<strong>%(workflow)s</strong>."
    ),
    _("This %(model_name)s is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."),
    _(
        "This page was marked as needing changes at <strong>%(task)s</strong> in "
        "<strong>%(workflow)s</strong>."
    ),
    _("This page is currently at <strong>%(task)s</strong> in <strong>%(workflow)s</strong>."),
    _("Publishing this %(model_name)s will cancel the current workflow."),
    _("Would you still like to publish this %(model_name)s?"),
    _("%(model_name)s '%(object)s' has been scheduled for publishing."),
    _("%(model_name)s '%(object)s' created and scheduled for publishing."),
    _("%(model_name)s '%(object)s' is live and this version has been scheduled for publishing."),
    _("%(model_name)s '%(object)s' has been submitted for moderation."),
    _("%(model_name)s '%(object)s' created and submitted for moderation."),
    _("Workflow on %(model_name)s '%(object)s' has been restarted."),
    _("Workflow on %(model_name)s '%(object)s' has been cancelled."),
    _("The %(model_name)s '%(title)s' is not currently awaiting moderation."),
    _("The %(model_name)s '%(title)s' is not currently awaiting moderation in task '%(task_name)s'."),
    _("The page '%(page_title)s' is not currently awaiting moderation in task '%(task_name)s'."),
    _("Scheduling…"),
    _("Schedule to publish"),
    _("You are viewing a previous version of this page from <b>%(created_at)s</b> by %(user)s"),
    _("You are viewing a previous version of this %(model_name)s from <b>%(created_at)s</b> by %(user)s"),
    _("%(model_name)s '%(object)s' has been replaced with version from %(timestamp)s."),
    _("Version from %(timestamp)s of %(model_name)s '%(object)s' has been published."),
    _("Version from %(timestamp)s of %(model_name)s '%(object)s' has been scheduled for publishing."),
    _(
        "Version from %(previous_revision_datetime)s of page '%(page_title)s' has been scheduled "
        "for publishing."
    ),
    _("Version from %(datetime)s of page '%(page_title)s' has been published."),
    _('Version %(revision_id)s of "%(object)s" unscheduled.'),
    _("'%(object)s' unpublished."),
    _("Are you sure you want to unpublish this %(model_name)s?"),
    _(
        'The URL you entered, <a target="_blank" rel="noreferrer" '
        'href="%(submitted_url)s">%(submitted_url)s</a>, looks like it matches the internal page '
        '%(page)s, which has the URL <a target="_blank" rel="noreferrer" '
        'href="%(internal_url)s">%(internal_url)s</a>.'
    ),
    _(
        "Converting this to an internal link to %(page)s would make the link automatically "
        "update if the underlying page changes its URL. Would you like to do this?"
    ),
    _("There is no valid destination page for these pages"),
    _("One or more references to this %(model_name)s prevent it from being deleted."),
    _("%(parent_pages)s and %(child_pages)s have been deleted"),
    _("%(parent_pages)s and %(child_pages)s have been published"),
    _("%(parent_pages)s and %(child_pages)s have been unpublished"),
    _("Choose parent"),
    _("Request to create %(model_name)s was blocked by hook."),
    _("Request to edit %(model_name)s was blocked by hook."),
    _("Changing the privacy for this page has been disabled."),
    _("Privacy is inherited from the ancestor page - %(ancestor_page)s"),
    _('%(editor)s has updated comments on "%(title)s".'),
    _('%(editor)s has updated comments on "%(title)s"'),
    _("New replies to:"),
    _("Copied for translation from %(title)s (%(locale)s)"),
    _("Created an alias of %(title)s"),
    _("Moved from '%(old_parent)s' to '%(new_parent)s'"),
    _("Reordered under '%(parent)s'"),
    _("Revision %(revision_id)s from %(created_at)s scheduled for publishing at %(go_live_at)s."),
    _("Revision %(revision_id)s from %(created_at)s unscheduled from publishing at %(go_live_at)s."),
    _("%(model_name)s scheduled for publishing at %(go_live_at)s"),
    _("%(model_name)s scheduled for publishing"),
    _("%(model_name)s unscheduled for publishing at %(go_live_at)s"),
    _("%(model_name)s unscheduled from publishing"),
    _('Resolved a comment on field %(field)s: "%(text)s"'),
    _('Edited a reply to a comment on field %(field)s: "%(text)s"'),
    _('Deleted a reply to a comment on field %(field)s: "%(text)s"'),
    _("target page route"),
    _(
        "Optionally specify a route on the target page to redirect to. Leave blank to redirect "
        "to the default page route."
    ),
    _("%(error)s encountered while trying to read file: %(filename)s."),
    _(
        "<p>Select a file where redirects are separated into rows and contains the columns "
        "representing <code>from</code> and <code>to</code> (they can be named anything).</p> "
        "<p>After submitting you will be taken to a confirmation view where you can customize "
        "your redirects before import.</p>"
    ),
    _("Row header"),
    _("Table headers"),
    _("Display the first row as a header"),
    _("Display the first column as a header"),
    _("Column header"),
    _("Display the first row AND first column as headers"),
    _("No headers"),
    _("Which cells should be displayed as headers?"),
    _("Table caption"),
    _("Select a header option"),
    _("unknown number"),
    _(
        'Why not <a class="upload-one-now" href="#tab-upload" '
        'data-action="w-tabs#select:prevent" data-w-tabs-target="trigger" '
        'data-w-tabs-focus-param="true">upload one now</a>?'
    ),
    _("The filter options you have selected are not valid."),
    _("The file could not be found. Please change the source or delete the document."),
    _("%(model)s permissions"),
    _("%(related_model_name)s %(field_label)s"),
    _("will unset the reference"),
    _("will be set to the default %(model_name)s"),
    _("will be set to a %(model_name)s specified by the system"),
    _("revision"),
    _("revisions"),
    _("Initial Revision"),
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
    _("Locale"),
    _("Locale: "),
    _("Locales"),
    _("Available in %(translations_total)s locales"),
    _("{} locales"),
    _("In Moderation"),
    _("Live"),
)

COUNTED = (
    ngettext_lazy("One other user is currently viewing", "%(num_user)s other users are currently viewing"),
    ngettext_lazy(
        'Only pages of type "%(type)s" may be chosen for this field. Search results will exclude '
        "pages of other types.",
        "Only the following page types may be chosen for this field: %(type)s. Search results "
        "will exclude pages of other types.",
    ),
    ngettext_lazy("This page has one unpublished subpage", "This page has %(counter)s unpublished subpages"),
    ngettext_lazy("Unpublish 1 page", "Unpublish %(counter)s pages"),
    ngettext_lazy(
        "You don't have permission to unpublish this page",
        "You don't have permission to unpublish these pages",
    ),
    ngettext_lazy(
        "Deleting this page will also delete %(descendant_count)s child page.",
        "Deleting this page will also delete %(descendant_count)s more child pages.",
    ),
    ngettext_lazy(
        "It will also delete 1 translation and its combined %(translation_descendant_count)s "
        "translated child page.",
        "It will also delete 1 translation and its combined %(translation_descendant_count)s "
        "translated child pages.",
    ),
    ngettext_lazy(
        "It will also delete %(translation_count)s translations and their combined "
        "%(translation_descendant_count)s translated child page.",
        "It will also delete %(translation_count)s translations and their combined "
        "%(translation_descendant_count)s translated child pages.",
    ),
    ngettext_lazy(
        "Deleting this page will also delete 1 translation and its combined "
        "%(translation_descendant_count)s translated child page.",
        "Deleting this page will also delete 1 translation and its combined "
        "%(translation_descendant_count)s translated child pages.",
    ),
    ngettext_lazy(
        "Deleting this page will also delete %(translation_count)s translations and their "
        "combined %(translation_descendant_count)s translated child page.",
        "Deleting this page will also delete %(translation_count)s translations and their "
        "combined %(translation_descendant_count)s translated child pages.",
    ),
    ngettext_lazy(
        "Deleting this page will also delete %(translation_count)s translation of this page.",
        "This will also delete %(descendant_count)s more child pages. Deleting this page will "
        "also delete %(translation_count)s translations of this page.",
    ),
    ngettext_lazy(
        "This will also move one translation of this page and its child pages",
        "This will also move %(translations_to_move_count)s translations of this page and their child pages",
    ),
    ngettext_lazy(
        "This will also unpublish one translation of the page.",
        "This will also unpublish all %(translation_count)s translations of the page.",
    ),
    ngettext_lazy(
        "This page has one subpage and its translations have a combined one translated child "
        "page. Unpublish these too",
        "This page has %(live_descendant_count)s child pages and its translations have a "
        "combined one translated child page. Unpublish these too",
    ),
    ngettext_lazy(
        "This page has one child page and its translations have a combined "
        "%(translation_descendant_count)s translated child pages. Unpublish these too",
        "This page has %(live_descendant_count)s child pages and its translations have a "
        "combined %(translation_descendant_count)s translated child pages. Unpublish these too",
    ),
    ngettext_lazy(
        "This page has one subpage. Unpublish this too",
        "This page has %(live_descendant_count)s subpages. Unpublish these too",
    ),
    ngettext_lazy(
        "This action will delete <b>%(total_pages_formatted)s</b> page in total.",
        "This action will delete <b>%(total_pages_formatted)s</b> pages in total.",
    ),
    ngettext_lazy(
        "%(num_parent_objects)d page has been deleted", "%(num_parent_objects)d pages have been deleted"
    ),
    ngettext_lazy(
        "%(num_parent_objects)d page has been published", "%(num_parent_objects)d pages have been published"
    ),
    ngettext_lazy(
        "%(num_parent_objects)d page has been unpublished",
        "%(num_parent_objects)d pages have been unpublished",
    ),
    ngettext_lazy("%(num_parent_objects)d page", "%(num_parent_objects)d pages"),
    ngettext_lazy("%(num_child_objects)d child page", "%(num_child_objects)d child pages"),
)

# Words of the scripts: they ask a catalogue of their own, into which `scripts` brings ours.
OF_SCRIPTS = (
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
