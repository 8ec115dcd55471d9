"""The web chat: one page, one WebSocket, uploads; the channel for everyone without a messenger."""
