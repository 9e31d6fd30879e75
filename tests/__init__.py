"""Tests: what a person would notice."""
