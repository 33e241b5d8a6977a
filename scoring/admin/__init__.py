"""The admin of scoring: criteria tables, years that are scored, sheets of their units; registrations and pledges."""

from scoring.admin import registrations, rounds, sheets, tables

__all__ = ["registrations", "rounds", "sheets", "tables"]
