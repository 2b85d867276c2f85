"""The style guide: every component in all its states, on one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ui import samples


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component is there to be looked at; `?look=workspace` shows the dense form."""
    dense = request.GET.get("look") == "workspace"
    context = samples.everything()
    context["frame"] = "ui/workspace.html" if dense else "ui/base.html"
    context["dense"] = dense
    return render(request, "ui/styleguide.html", context)
