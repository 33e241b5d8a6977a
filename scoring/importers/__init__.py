"""Tables of criteria in Word and Excel files, text and pastes → `Criteria`, and what the reader was not sure of.

Files are opened by the readers of plans (`plans.importers`), workbooks by `workbook`; both give paragraphs and grids.
The grids with a column of maxima are found and joined (`tables`, `columns`), taken row by row (`rows`, `entries`,
`levels`), made a tree by their labels and maxima (`tree`), and how each criterion is scored is guessed from its words
(`guesses`: `results`, `times`, `clauses`). Where there is no grid, lines that end with points are rows (`lines`). What
is said around the tables is found by `notes`. `points`, `codes` and `headings` know how points, labels and headings are
written; `composer` makes the table of the tree and says what was doubtful; `reader` puts all together.
"""
