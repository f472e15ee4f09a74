"""Mass balance: what was claimed from a growing area against what such land usually yields."""
