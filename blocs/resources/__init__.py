"""The office's workbook: organisations, blocs, years, members, leaders and accounts, in and out of one XLSX file."""
