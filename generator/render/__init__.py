"""Site → artifacts: pages, slides, print, and the fonts they carry."""
