"""Side-by-side measurements: `make bench` and `make soak`. Nothing here runs in a test of speed."""
