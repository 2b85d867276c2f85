"""The data behind the pages, kept by publishers: services, groups, reasons, texts of messages."""
