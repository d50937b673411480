"""What happened when: predicates, their dates, clauses and participants."""
