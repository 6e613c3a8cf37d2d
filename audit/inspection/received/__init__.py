"""What somebody handed over as one file, an archive or a git bundle, made into a repository to read."""
