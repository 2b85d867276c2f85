"""The employment supplement: applied for, decided, paid in two parts; de minimis aid of the undertaking."""
