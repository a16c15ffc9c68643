"""How a whole story is angled: verbs and labels by side, headline against body, what it dwells on."""
