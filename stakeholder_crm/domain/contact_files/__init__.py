"""Files that other address books write: recognised, read row by row, and made into people or agencies."""
