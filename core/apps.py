from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    name = "core"
    verbose_name = "Core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # <room>/tasks.py and <room>/personal.py register themselves when imported
        autodiscover_modules("tasks", "personal")
        import_module("core.personal.own")
