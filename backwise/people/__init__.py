"""What people say to the assistant, and for how long it is kept."""
