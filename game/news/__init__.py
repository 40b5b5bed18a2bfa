"""What happened, in words: one vocabulary for the window, the terminal and the debrief."""
