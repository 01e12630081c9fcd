"""What others read: the support data, a feed of changes, badges."""
