"""Parts of the advert reader; `listings.reader` is the door."""
