"""What a manager sees, at size, beside the best plain SQL for the same rows."""
