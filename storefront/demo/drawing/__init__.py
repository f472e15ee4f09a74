"""The pictures of the demonstration, drawn by this program: shapes, a canvas, things, places."""
