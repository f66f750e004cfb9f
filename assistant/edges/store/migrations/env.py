"""Runs the migrations on the connection that ``database.py`` hands over, inside its transaction.

Alembic asks for this file by name; it reads no configuration of its own.
"""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
with context.begin_transaction():
    context.run_migrations()
