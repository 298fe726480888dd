"""How people sign up and in: allauth, told to use our outbox, addresses, limits and next steps."""
