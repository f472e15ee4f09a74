"""Messages (tin nhắn): short texts by Zalo, SMS or mail, the first way that reaches a person."""
