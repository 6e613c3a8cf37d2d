"""Where files and history come from: git, worktrees and folders, read without trusting them."""
