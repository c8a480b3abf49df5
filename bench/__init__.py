"""Benchmarks: what each step costs, as ratios in one run."""
