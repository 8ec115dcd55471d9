"""What the program does, whatever the channel: plain functions over one unit of work."""
