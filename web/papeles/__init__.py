"""Papers to print: one template and one set of data give the PDF to sign and the Word file to edit."""
