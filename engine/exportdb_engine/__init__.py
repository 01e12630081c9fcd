"""The engine of exportdb: runs cases through the torch.export pipeline, each chain in a process of its own."""
