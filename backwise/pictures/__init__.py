"""Pictures of exercises, drawn from joint angles."""
