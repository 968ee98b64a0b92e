"""Looking after the inventory: bringing in lists that exist, joining them, and what earlier nights say about them."""
