"""Tagged PDFs: reportlab draws and marks, pikepdf adds the structure tree (PDF/UA-1).

`document.build` is the door. Import it where a document is made, never at the start of a web worker.
"""
