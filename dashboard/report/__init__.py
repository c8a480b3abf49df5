"""The month on two pages, to print, to send and to keep: PDF, HTML and XLSX of one content."""
