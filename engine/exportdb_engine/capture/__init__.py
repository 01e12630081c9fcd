"""What is noted of an export: symbols and guards with their lines, the graph, its signature and operators."""
