"""Is it alive, is it ready, and how much is waiting."""
