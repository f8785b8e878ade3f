"""What one version of the content changes on the site against another: compared, and put into words."""
