"""Saved searches asked about new jobs, and the words and moments of the mails that tell of them."""
