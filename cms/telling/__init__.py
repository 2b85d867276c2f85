"""What a page tells machines that read it: search engines, and whoever shows a shared link."""
