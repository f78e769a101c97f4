"""The form of any record, derived from its declarations."""
