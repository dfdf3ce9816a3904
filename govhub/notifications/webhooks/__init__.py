"""Messages to programs: CloudEvents by the NL GOV profile, signed as Standard Webhooks."""
