"""Reports as documents for the board. Imported where one is made, never at the start of a web worker."""
