"""The house's paper: how every PDF is made.

An app keeps its documents in `<app>/documents/`: a Python module that gathers the words and a
Typst template of the same name. The template begins with `#import "letterhead.typ": *`, which
brings the words as `data`, the house's inks and these functions:

- `letter(data, title, body)`: the sheet itself: head, address at the foot, page numbers. It wants
  `data.house` (from `house_block()`); `subtitle:` stands in italics under the title, `lying: true`
  turns the sheet on its side.
- `facts(rows)`: pairs of a label and a value; a pair without a value is left out.
- `sums(rows)`: pairs of a name and an amount, the last one set as the sum; `strong: (0, 2)` sets
  others so, by their index.
- `signature(name, strokes)`: the strokes a hand drew above a line and the typed name; the name in
  italics where nothing was drawn. `role:` and `at:` stand beneath. Strokes are lists of `[x, y]`
  in per cent of a field three times as wide as high.
- `pinned(file, marks)`: a picture no wider than `width:` and no higher than `height:`, with
  numbered pins; a mark has `x`, `y` (per cent of the sides) and `note`. `pin-notes(marks)` tells
  the notes.
- `listing(heads, rows)`, `label(words)`, `prose(words)` (keeps line breaks), `breaking(words)`
  (lets an endless word break), `note(words)`, `hair`.

`qr_code(address)`, `still(static_name)` and `as_jpeg(file)` make the pictures that lie beside a
template.

`typeset(template, data)` then returns the PDF; `pdf_response(pdf, name)` hands it to a browser,
`attachment(pdf, name)` to a letter. Words travel as JSON, so nothing a person wrote can become
markup, and the same data give the same bytes: the date in the file is `data["date"]`, an ISO day or
moment, never the clock.
"""

from atelier.paper.figures import as_jpeg, qr_code, still
from atelier.paper.fingerprint import fingerprint
from atelier.paper.fonts import font_folders
from atelier.paper.house import house_block
from atelier.paper.responses import attachment, pdf_response
from atelier.paper.typesetting import typeset

__all__ = [
    "as_jpeg",
    "attachment",
    "fingerprint",
    "font_folders",
    "house_block",
    "pdf_response",
    "qr_code",
    "still",
    "typeset",
]
