"""What `exportdb show` and the pages say of a result in the same words."""
