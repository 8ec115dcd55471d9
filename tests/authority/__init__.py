"""The whole matrix of role, act and scope, walked over both channels."""
