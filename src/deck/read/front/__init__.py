"""What stands above the text: its forms, what its values mean, who its authors are."""
