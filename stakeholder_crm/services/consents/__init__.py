"""What is done with decisions about consent."""
