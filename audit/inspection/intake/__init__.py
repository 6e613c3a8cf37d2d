"""Files taken in: a first look at each, a parse of some, in workers, with a memory."""
