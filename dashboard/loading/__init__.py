"""What the page Load is made of: the only part of the dashboard that knows `ingestion`."""
