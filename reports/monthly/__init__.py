"""Reports that come by themselves: once a month a link, to who holds a role and reads the figures."""
