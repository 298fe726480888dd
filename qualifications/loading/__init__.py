"""From the files of `catalogue/` to rows: each module yields plain dicts, `services` writes them."""
