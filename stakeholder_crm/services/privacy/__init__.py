"""What a person may ask of us: to see what we hold, and to be forgotten."""
