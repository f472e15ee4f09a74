"""Witnesses elsewhere: asked over HTTP."""
