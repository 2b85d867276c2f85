"""An import from the browser: sent, checked, brought in by the worker, told, and taken back."""
