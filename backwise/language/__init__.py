"""Reading what people write: words, numbers, and whether they mean it."""
