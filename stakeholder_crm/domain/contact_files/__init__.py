"""Read files of other address books: recognise them, read row by row, and build contacts."""
