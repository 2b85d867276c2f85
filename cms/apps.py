"""The public pages, published through Wagtail."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save, pre_delete


class CmsConfig(AppConfig):
    """Pages and their editors."""

    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Page groups follow the roles; changes of public pages are noticed."""
        from wagtail.models import Page, ReferenceIndex  # noqa: PLC0415 - models are there only now

        from cms import access, pictures, watching  # noqa: PLC0415 - the same
        from cms.editing import drafts, review, together, typed_days  # noqa: PLC0415 - the same
        from cms.for_workers import pages_for  # noqa: PLC0415 - the same
        from cms.models import SameWords, SiteSettings  # noqa: PLC0415 - the same
        from programmes.workspace.pages import found_by  # noqa: PLC0415 - the same

        for signal in (post_save, post_delete):
            signal.connect(
                access.on_assignment, sender="accounts.Assignment", dispatch_uid=f"cms-pages-{id(signal)}"
            )
        user_logged_in.connect(access.on_sign_in, dispatch_uid="cms-pages-sign-in")
        watching.begin()
        found_by(pages_for)
        pictures.listen()
        review.listen()
        drafts.keep_public_texts()
        typed_days.keep_typed_days()
        pre_delete.connect(together.on_delete, sender=Page, dispatch_uid="cms-together-delete")
        # A page that the footer or the search leads to says so before it goes.
        for model in (SiteSettings, SameWords):
            ReferenceIndex.register_model(model)
