"""The monthly report: figures frozen when the month closed, and the PDF and XLSX that are made from them."""
