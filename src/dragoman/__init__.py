"""dragoman reads the news and keeps the record between states."""
