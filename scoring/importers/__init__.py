"""Tables of criteria in Word files, text and pastes → `Criteria`, and what the reader was not sure of.

The files are opened by the readers of plans (`plans.importers`), which give paragraphs and grids. Here the grids with a
column of maxima are found (`columns`), taken row by row (`rows`), made a tree by their labels and maxima (`tree`), and
how each criterion is scored is guessed from its words (`guesses`).
"""
