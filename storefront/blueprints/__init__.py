"""The site map: every blueprint, one list for each audience; and limits of pages below."""
