"""Every site of a night: handed out, watched, and each result written once. Knows the function that audits a site only by its dotted name."""
