"""What hosting brings with it: the supplement, what is shown in the first days, the certificate, "again?"."""
