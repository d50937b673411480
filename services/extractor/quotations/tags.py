"""Groups of Penn Treebank tags."""

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Verbs that make a clause a sentence."""

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP"})
"""What can name somebody: nouns, names and personal pronouns."""
