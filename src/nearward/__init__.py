"""Nearward: the Django house. See docs/architecture.md."""
