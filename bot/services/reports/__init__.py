"""Reports: made page by page beside the conversation, told in words, as files, as a picture and on the notice board."""
