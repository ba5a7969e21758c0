"""What the network brings in and gives out as tables: enterprises with memberships, organisations, people."""
