"""Matching at scale against a relational query and a plain scan: `python3 run.py bench match`."""

from matching.bench.running import Size, run

__all__ = ["Size", "run"]
