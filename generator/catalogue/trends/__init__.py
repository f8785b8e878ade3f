"""What the catalogue says about its time: papers by period, what is rising and what is falling."""
