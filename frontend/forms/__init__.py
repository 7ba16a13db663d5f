"""What people type: parsed, checked, and handed back with their own words when something is wrong."""
