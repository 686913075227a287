"""The log: facts as stored bytes, in one table, on SQLite or PostgreSQL; the only module that knows `eventsourcing`."""
