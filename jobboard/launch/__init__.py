"""What `run.py` does, in parts. Standard library only: it works before anything is installed.

`console` shows progress, `environment` makes the virtual environment, `prepare` brings a data folder
up to date, `site` runs and watches the processes, `commands` are test, lint, fix, manage and bench.
"""
