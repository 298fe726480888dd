"""How typed words are ordered, corrected and completed. What they find is `listings.words`."""
