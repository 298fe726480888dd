"""How a page is answered: whole or as a fragment, in pages, and where to go next."""

from core.pages.render import paginate, render_page, safe_next

__all__ = ["paginate", "render_page", "safe_next"]
