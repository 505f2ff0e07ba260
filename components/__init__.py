"""What plugs into Rasa: message reading, the safety gate, the conversation store."""
