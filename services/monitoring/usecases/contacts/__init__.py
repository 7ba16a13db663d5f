"""Where a partner can be reached, and the reminders that go there."""
