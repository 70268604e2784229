"""Makes the key of a release and signs the word of a newer version; what the program itself believes is in `app.updates`."""
