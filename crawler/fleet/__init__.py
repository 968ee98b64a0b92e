"""Every site of a night: handed out, watched, each result written once. Who audits a site is known only by a dotted name."""
