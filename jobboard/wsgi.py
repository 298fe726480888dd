import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobboard.settings")

application = get_wsgi_application()

# Read the jobs while the first pages are answered from the tables.
from matching import index  # noqa: E402  (needs the apps to be ready)

index.start_loading()
