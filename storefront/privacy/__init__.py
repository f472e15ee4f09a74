"""Privacy (dữ liệu cá nhân): what is kept about a person, consents, and deletion with a clock."""
