"""One page that shows every component of the look in every state."""
