"""What a turn, a push and a conversation cost, measured beside other bots in the same run."""
