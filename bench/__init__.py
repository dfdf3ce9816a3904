"""Measures the search engine of GovHub beside others: ``make bench`` (docs/benchmarks.md)."""
