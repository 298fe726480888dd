"""Text people write, made safe to show."""

from core.text.markdown import clean_html, render_markdown

__all__ = ["clean_html", "render_markdown"]
