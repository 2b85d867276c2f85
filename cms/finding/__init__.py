"""Finding services and open places: the question in the address, the answer, the choices and their counts."""
