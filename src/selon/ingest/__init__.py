"""Take reports in: files, pages, PDF, JSON Lines, standard input; clean them and say what is not news in them."""
