"""Runs, sites, audits and findings in SQLite or PostgreSQL: plain rows, and nothing of ours but the errors."""
