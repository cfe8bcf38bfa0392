"""How large and how slow a document may be. Beyond these a person gets a sentence, the server gets no trouble."""

MEGABYTE = 1024 * 1024

BYTES_UPLOAD = 20 * MEGABYTE
"""The largest file: a Word file or PDF with photographs; more is not one article."""

BYTES_TEXT = 8 * MEGABYTE
"""The largest plain text, Markdown or page: four bytes for each of `CHARACTERS`."""

BYTES_TEXT_FILE = 2 * MEGABYTE
"""The largest text file on the command line: some 300,000 words."""

BYTES_UNPACKED = 64 * MEGABYTE
"""All that is unpacked of one Word file. The text of a long book is some 10 MB of XML there."""

RATIO_UNPACKED = 250
"""How many times its packed size one part may become. XML of real documents: 5 to 60 times; a bomb: 1,000."""

RATIO_FREE = MEGABYTE
"""Below this unpacked size the ratio says nothing: an empty style sheet packs very well."""

PARTS = 5_000
"""Entries in the directory of a Word file; one with hundreds of pictures has some hundreds."""

PAGES = 300
"""Pages of a PDF. A long report fits; a book of statutes is not an article."""

CHARACTERS = 2_000_000
"""Characters of the text that comes out: some 300,000 words, a very long book."""

SECONDS = 30
"""How long taking a document apart may take. Ordinary ones take one; a person waits no longer than this."""

BYTES_MEMORY = 1024 * MEGABYTE
"""Address space of the process that takes a document apart, where the platform can limit it."""

WORKERS = 2
"""Documents taken apart at the same time; the others wait, so that an import leaves the workshop a core."""

BYTES_FETCHED = 10 * MEGABYTE
"""The largest page from the web; the HTML of an article is well below 2 MB."""

SECONDS_FETCH = 15.0
"""All of a fetch together: names, connections, redirects, body. A server that drips is cut off."""

REDIRECTS = 5
"""Each hop is checked anew. Ordinary: http to https, to www, to the canonical address."""

ADDRESSES = 4
"""Addresses of one host that are tried, in the order the resolver gives them."""

URL_LENGTH = 2_000
"""The longest address; longer ones carry data, not a place."""

NAME_LENGTH = 120
"""Characters of a file name that are shown."""

TITLE_LENGTH = 160
"""Characters of a proposed title; the same as the parser's own."""
