"""The inbox: every message of a partner once, and the money that came in, matched or waiting."""
