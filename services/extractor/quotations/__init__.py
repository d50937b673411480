"""Who said what: quotation marks, reporting words, speakers."""
