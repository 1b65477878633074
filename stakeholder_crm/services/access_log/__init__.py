"""What is written down about who saw and opened what is Confidential."""
