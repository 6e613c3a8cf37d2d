"""What was read of single files joined into the facts that checks are given, one kind a module."""
