"""What a person has typed is not lost."""

from django.apps import AppConfig


class TypedConfig(AppConfig):
    """Keeps what could not be taken, and puts it back into its form."""

    name = "typed"

    def ready(self) -> None:
        from typed import owners  # noqa: PLC0415 - its receivers need the apps to be there

        owners.listen()
