"""Work ability assessments: what a person can do and what helps, found out with the county and Kela."""
