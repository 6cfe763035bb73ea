"""Coverage-guided fuzzing of every parser of outside bytes and text: `make fuzz MINUTES=10`."""
