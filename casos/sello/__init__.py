"""Seals: the log's entries as leaves of one Merkle tree, and signed checkpoints that can leave the building."""
