"""`make mutate`: weakens checks and topics one small step at a time, and asks whether a case notices."""
