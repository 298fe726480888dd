#!/usr/bin/env python
"""Django's command line; `python3 run.py manage ...` calls it inside the prepared environment."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jobboard.settings")
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - Django may be missing

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
