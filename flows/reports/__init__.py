"""Reports: what the law wants counted, each number with the files behind it."""
