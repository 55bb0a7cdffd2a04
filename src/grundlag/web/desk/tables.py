"""The tables, as the newest migration leaves them."""

from sqlalchemy import JSON, Column, Float, Integer, MetaData, String, Table

META = MetaData()
JOBS = Table(
    "jobs",
    META,
    Column("id", Integer, primary_key=True),
    Column("kind", String, nullable=False),
    Column("asked", JSON, nullable=False),
    Column("state", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("share", Float, nullable=False),
    Column("result", JSON, nullable=False),
    Column("asked_at", String, nullable=False),
    Column("ended_at", String, nullable=False),
    sqlite_autoincrement=True,  # a number is given once: an old page shows no other job
)
LOG = Table(
    "log",
    META,
    Column("id", Integer, primary_key=True),
    Column("at", String, nullable=False),
    Column("what", String, nullable=False),
    Column("of", String, nullable=False),
    Column("result", String, nullable=False),
)
DRAFTS = Table(
    "drafts",
    META,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("size", Integer, nullable=False),
    Column("came_at", String, nullable=False),
)
