"""One municipality: what a manager takes to its board, on two pages, beside the area and the year before."""
