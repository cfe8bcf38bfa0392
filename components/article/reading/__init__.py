"""Reading a document: bytes, a paste or an address in; plain text, title, source and paragraphs out.

read_file(data, name) -> Reading    .txt, .md, .html, .docx, .pdf, by content where the name says nothing
read_text(text) -> Reading          what somebody pasted
read_url(url) -> Reading            a public page, by http or https
read_text_file(path) -> str         a text file on this computer, unchanged, for the command line
Reading                             text, title, source, language, paragraphs, notes
SUFFIXES                            endings that are read -> kind, for a file chooser
limits                              how large and slow a document may be, each with its reason
web.Policy                          which addresses `read_url` may contact; the default: public ones only

Every refusal is an ArticleFault whose message says what happened and what to do. Pages, Word files, PDFs and
Markdown are taken apart in a process of their own that is stopped when it takes too long or too much memory.
"""

from components.article.reading.decode import read_text_file
from components.article.reading.kinds import SUFFIXES
from components.article.reading.model import Reading
from components.article.reading.read import read_file, read_text, read_url

__all__ = ["SUFFIXES", "Reading", "read_file", "read_text", "read_text_file", "read_url"]
