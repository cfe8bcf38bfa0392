// Places in the article count Unicode code points, as everywhere in Standpunt; JavaScript's strings count
// UTF-16 units, of which an emoji has two. Everything that knows both is here.

class Places {
  constructor(text) {
    this.points = Array.from(text)
    this.starts = []
    this.ends = []
    this.words = []
    let point = 0
    let unit = 0
    const at = place => {
      for (; unit < place; point += 1) unit += this.points[point].length
      return point
    }
    // A word, and after it the signs that close a sentence: a border may stand before or after those.
    for (const found of text.matchAll(/([^\s\p{P}]+(?:['’\-][^\s\p{P}]+)*)([.,!?…;:]*)/gu)) {
      this.starts.push(at(found.index))
      this.ends.push(at(found.index + found[1].length))
      this.words.push([this.starts.at(-1), this.ends.at(-1)])
      if (found[2]) this.ends.push(at(found.index + found[0].length))
    }
  }

  slice(start, end) { return this.points.slice(start, end).join("") }

  trimmed(start, end) {
    while (start < end && /\s/u.test(this.points[start])) start += 1
    while (start < end && /\s/u.test(this.points[end - 1])) end -= 1
    return { start, end }
  }

  // Without blanks at its ends, and with the whole of a word that it ends in.
  whole(start, end) {
    const place = this.trimmed(start, end)
    if (place.start >= place.end) return null
    const around = point => this.words.find(([from, to]) => from < point && point < to)
    return { start: around(place.start)?.[0] ?? place.start, end: around(place.end)?.[1] ?? place.end }
  }

  // One word further at one end; null where there is none.
  moved({ start, end }, side, direction) {
    const to = side === "start"
      ? (direction < 0 ? this.starts.findLast(stop => stop < start) : this.starts.find(stop => stop > start))
      : (direction < 0 ? this.ends.findLast(stop => stop < end) : this.ends.find(stop => stop > end))
    if (to === undefined) return null
    const place = side === "start" ? { start: to, end } : { start, end: to }
    return place.start < place.end ? place : null
  }
}

// What is selected inside `text`, whose children have data-start and data-end; null when nothing is.
function selectedPlace(root, text, places) {
  const range = selectedRange(root)
  if (!range || (range.startContainer === range.endContainer && range.startOffset === range.endOffset)) return null
  const start = pointAt(text, range.startContainer, range.startOffset)
  const end = pointAt(text, range.endContainer, range.endOffset)
  if (start === null || end === null) return null
  return places.whole(Math.min(start, end), Math.max(start, end))
}

// Inside a shadow root a browser tells what is selected only to who names the root.
function selectedRange(root) {
  const selection = document.getSelection()
  if (selection?.getComposedRanges) {
    const ranges = selection.getComposedRanges({ shadowRoots: [root] })
    return ranges[0] ?? null
  }
  const own = root.getSelection ? root.getSelection() : selection
  return own?.rangeCount ? own.getRangeAt(0) : null
}

function pointAt(text, node, offset) {
  if (node === text) {
    const next = text.children[offset]
    return Number(next ? next.dataset.start : text.lastElementChild?.dataset.end ?? 0)
  }
  const inside = node.nodeType === Node.TEXT_NODE ? node.parentElement : node
  const block = inside?.closest?.("[data-start]")
  if (!block || !text.contains(block)) return null
  const before = document.createRange()
  before.setStart(block, 0)
  before.setEnd(node, offset)
  return Number(block.dataset.start) + Array.from(before.toString()).length
}
