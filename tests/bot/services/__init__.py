"""What the services promise beyond what transcripts can show."""
