"""How the tables came to be, one file for each change, run by alembic when the store is opened."""
