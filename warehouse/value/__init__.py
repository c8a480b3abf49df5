"""What a client is worth: how often clients will come, what they will pay, and how sure that is.

numpy and scipy only; nothing here knows the warehouse. Time is in weeks.
"""
