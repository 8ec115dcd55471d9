"""One suite, every channel: the same transcripts over the web and over Telegram show people the same."""
