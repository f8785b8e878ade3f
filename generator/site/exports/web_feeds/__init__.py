"""What is new, for feed readers: Atom and JSON Feed for the list, its digests, areas and topics."""
