"""The same game as text: plain lines that read well aloud, and commands in words."""
