"""What a reader's browser orders by what the reader follows and marks: the newest papers, in one file."""
