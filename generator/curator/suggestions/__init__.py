"""What a curator may want to look at: papers that the rules hardly know, titles that look alike."""
