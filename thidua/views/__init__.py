"""Pages that know every part of the site."""
