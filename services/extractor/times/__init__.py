"""Time expressions: the grammar, what each rule means, and its calendar day."""
