"""Where the world is: files, model, database, queue; one outside thing each, none imports another."""
