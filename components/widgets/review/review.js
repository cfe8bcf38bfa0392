// Checking an article: what is where, which keys do what, and the outbox.
//
// A correction is taken here at once and sent as an outbox that the server acknowledges after its commit. Every
// item carries the id of the statement that was on screen, so that keys typed faster than the server answers
// land where they were meant. What is not acknowledged is sent again and survives a reload. The server's
// answers come as events from the receipt component (receipt.js), so that the text is not sent again each time.

const pages = new WeakMap()
// Milliseconds without an answer. Longer than the server waits for a busy database, since a new request would
// cut off the run that brings the bad news.
const RETRY = 8000

export default function (component) {
  let page = pages.get(component.parentElement)
  if (!page) {
    page = new Review(component.parentElement)
    pages.set(component.parentElement, page)
  }
  page.update(component)
  return () => {
    page.close()
    pages.delete(component.parentElement)
  }
}

class Review {
  constructor(parent) {
    this.parent = parent
    this.root = element("div", "review", { tabindex: "-1" })
    parent.append(this.root)
    this.seq = 0
    this.attempt = 0
    this.outbox = []
    this.names = {}
    this.filter = "all"
    this.cursor = null
    this.selection = null
    this.problem = ""
    this.renew()
    this.narrow = matchMedia("(max-width: 999px)")
    this.onNarrow = () => this.place_report()
    this.narrow.addEventListener("change", this.onNarrow)
    this.onKey = event => this.key(event)
    this.onReceipt = event => this.receive(event.detail)
    this.onSelect = () => this.select()
    this.onLeave = event => { if (this.outbox.length) event.preventDefault() }
    document.addEventListener("keydown", this.onKey)
    document.addEventListener("standpunt:review", this.onReceipt)
    document.addEventListener("selectionchange", this.onSelect)
    window.addEventListener("beforeunload", this.onLeave)
  }

  close() {
    this.narrow.removeEventListener("change", this.onNarrow)
    document.removeEventListener("keydown", this.onKey)
    document.removeEventListener("standpunt:review", this.onReceipt)
    document.removeEventListener("selectionchange", this.onSelect)
    window.removeEventListener("beforeunload", this.onLeave)
    clearTimeout(this.timer)
  }

  // A page that goes on with another's outbox after a reload is that page until the outbox is empty.
  renew() {
    if (this.cursor) this.cursor = this.names[this.cursor] ?? this.cursor
    this.client = crypto.getRandomValues(new Uint32Array(2)).join("-")
    this.seq = 0
    this.names = {}
    this.borrowed = false
  }

  // --- what the server says -------------------------------------------------------------------------

  update({ data, setStateValue }) {
    this.setStateValue = setStateValue
    const before = this.data
    this.data = data
    this.words = data.words
    if (!before || JSON.stringify(before.words) !== JSON.stringify(data.words)) this.build()
    if (!before || before.text !== data.text) this.places = new Places(data.text)
    if (!before || before.article !== data.article) {
      this.outbox = []
      this.overtaken = false
      this.cursor = null
      this.state = data.state
      this.base = data.state.revision
      this.restore()
      this.cursor = data.first && data.state.statements.some(({ id }) => id === data.first) ? data.first : null
    } else if (data.taken !== before.taken) {
      this.adopt(data.state)
    }
    this.redraw()
    if (!before || before.article !== data.article) requestAnimationFrame(() => this.show())
  }

  receive(receipt) {
    if (!this.data || receipt.article !== this.data.article) return
    let moved = null
    let heard = false
    if (receipt.client === this.client && receipt.count !== this.last_receipt) {
      this.last_receipt = receipt.count
      const done = this.outbox.filter(({ seq }) => seq <= receipt.seq)
      this.outbox = this.outbox.filter(({ seq }) => seq > receipt.seq)
      Object.assign(this.names, receipt.made)
      heard = done.length > 0
      if (heard) {
        this.saved = true
        this.newer = false
        clearTimeout(this.timer)
        this.base = Math.max(this.base, receipt.revision)
        this.keep()
        if (this.outbox.length && !receipt.overtaken) this.later()
      }
      this.problem = receipt.problem
      this.overtaken = receipt.overtaken
      if (["undo", "redo", "restore"].includes(done.at(-1)?.op) && !this.outbox.length) {
        moved = changed(this.state, receipt.state)
      }
      if (this.borrowed && !this.outbox.length) this.renew()
    }
    if (receipt.state.revision > this.state.revision && !heard && !this.outbox.length) this.newer = true
    this.adopt(receipt.state)
    if (moved) this.cursor = moved
    this.redraw()
    if (moved) this.show()
  }

  adopt(state) {
    if (state.revision < this.state.revision) return
    this.state = state
    if (!this.outbox.length) this.base = state.revision
  }

  // --- the outbox -----------------------------------------------------------------------------------

  record(item) {
    this.outbox.push({ seq: ++this.seq, ...item })
    this.problem = this.overtaken ? this.problem : ""
    this.newer = false
    this.keep()
    this.send()
    this.redraw()
    return `new:${this.seq}`
  }

  send() {
    clearTimeout(this.timer)
    if (!this.outbox.length || this.overtaken) return
    this.setStateValue("outbox", {
      article: this.data.article, client: this.client, base: this.base, attempt: this.attempt, items: this.outbox,
    })
    this.later()
  }

  later() {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => { this.attempt += 1; this.send() }, RETRY)
  }

  keep() {
    try {
      if (this.outbox.length) {
        const { client, base, seq, outbox, names } = this
        sessionStorage.setItem(this.storage(), JSON.stringify({ client, base, seq, outbox, names }))
      } else {
        sessionStorage.removeItem(this.storage())
      }
    } catch { /* no storage: a reload then loses what was not yet acknowledged, and the page warns before */ }
  }

  restore() {
    try {
      const kept = JSON.parse(sessionStorage.getItem(this.storage()) || "null")
      if (!kept) return
      const { client, base, seq, outbox, names } = kept
      Object.assign(this, { client, base, seq, outbox, names, borrowed: true })
    } catch { this.outbox = [] }
    this.send()
  }

  storage() { return `standpunt.review.${this.data.article}` }

  // Somebody else saved meanwhile: a person says whether what they did still holds.
  apply_after_all() {
    this.overtaken = false
    this.problem = ""
    this.base = this.state.revision
    this.attempt += 1
    this.keep()
    this.send()
    this.redraw()
  }

  leave_out() {
    this.overtaken = false
    this.problem = ""
    this.outbox = []
    this.base = this.state.revision
    this.keep()
    this.redraw()
  }

  // --- what is shown --------------------------------------------------------------------------------

  // Uncertain ones first, then the rest, both in the order of the text. Checking one does not move it.
  order() {
    const all = this.now.statements
    const first = all.filter(({ id }) => this.now.doubtful.includes(id))
    return [...first, ...all.filter(statement => !first.includes(statement))]
  }

  list() {
    if (this.filter === "uncertain") return this.order().filter(({ id }) => this.now.doubtful.includes(id))
    if (this.filter === "unnamed") return this.order().filter(({ id }) => this.unnamed.includes(id))
    return this.order()
  }

  current() { return this.now.statements.find(({ id }) => id === this.cursor) }

  speaker(id) {
    return (id !== null && this.now.speakers.find(speaker => speaker.id === id)) || this.data.nobody
  }

  // Who it could be comes first. The order stays while the statement is looked at, so that a key keeps its
  // meaning after it was pressed.
  choices() {
    const known = this.now.speakers.map(({ id }) => id)
    if (this.frozen?.id !== this.cursor) {
      const candidates = this.current().candidates.filter(id => known.includes(id))
      this.frozen = { id: this.cursor, order: [...candidates, ...known.filter(id => !candidates.includes(id))] }
    }
    const order = this.frozen.order.map(id => this.names[id] ?? id).filter(id => known.includes(id))
    return [...order, ...known.filter(id => !order.includes(id))]
  }

  // --- moving ---------------------------------------------------------------------------------------

  go(id) {
    this.cursor = id
    this.selection = null
    this.draw()
    this.show()
    this.card.say()
  }

  move(step) {
    const list = this.list()
    if (!list.length) return
    const at = list.findIndex(({ id }) => id === this.cursor)
    this.go(list[Math.max(0, Math.min(list.length - 1, at < 0 ? 0 : at + step))].id)
  }

  // To the next one that nobody has looked at.
  advance() {
    const list = this.list()
    const at = list.findIndex(({ id }) => id === this.cursor)
    for (let step = 1; step <= list.length; step += 1) {
      const next = list[(at + step) % list.length]
      if (!next.reviewed && next.id !== this.cursor) return this.go(next.id)
    }
    this.move(1)
  }

  show() {
    const marks = [...this.text.querySelectorAll(".mark")].filter(mark => mark.classList.contains("current"))
    marks[0]?.scrollIntoView({ block: "center", behavior: "instant" })
    const row = this.rows.querySelector("[aria-current]")
    if (row && this.below.scrollHeight > this.below.clientHeight + 1) {
      const top = row.offsetTop - this.below.offsetTop
      if (top < this.below.scrollTop || top + row.offsetHeight > this.below.scrollTop + this.below.clientHeight) {
        this.below.scrollTop = top - this.below.clientHeight / 3
      }
    }
  }

  // --- what a person does ---------------------------------------------------------------------------

  confirm() {
    const statement = this.current()
    if (!statement) return
    if (!statement.reviewed) this.record({ op: "confirm", ids: [statement.id] })
    this.advance()
  }

  choose(speaker) {
    const statement = this.current()
    if (!statement || (statement.speaker === speaker && statement.reviewed)) return
    this.record({ op: "speaker", ids: [statement.id], speaker })
  }

  new_speaker(values) {
    const statement = this.current()
    const same = this.now.speakers.find(({ name }) => name.toLowerCase() === values.name.toLowerCase())
    if (same) this.choose(same.id)
    else this.record({ op: "new_speaker", ids: statement ? [statement.id] : [], ...values })
  }

  set_type(type) {
    const statement = this.current()
    if (statement && statement.type !== type) this.record({ op: "type", ids: [statement.id], type })
  }

  next_type() {
    const types = Object.keys(this.words.types)
    const statement = this.current()
    if (statement) this.set_type(types[(types.indexOf(statement.type) + 1) % types.length])
  }

  move_border(side, direction) {
    const statement = this.current()
    const place = statement && this.places.moved(statement, side, direction)
    if (place) this.set_borders(place)
  }

  set_borders(place) {
    const statement = this.current()
    this.unselect()
    if (statement) this.record({ op: "borders", id: statement.id, start: place.start, end: place.end })
  }

  add(place) {
    this.unselect()
    const near = this.current()
    this.go(this.record({
      op: "add", start: place.start, end: place.end, type: "direct", speaker: near ? near.speaker : null,
    }))
  }

  split(id, at) {
    this.unselect()
    this.record({ op: "split", id, at })
  }

  join() {
    const all = this.now.statements
    const statement = this.current()
    const next = all[all.indexOf(statement) + 1]
    if (!statement || !next) return
    const longer = next.end - next.start > statement.end - statement.start ? next : statement
    this.cursor = longer.id
    this.record({ op: "merge", ids: [statement.id, next.id] })
  }

  drop() {
    const statement = this.current()
    if (!statement) return
    const list = this.list()
    const at = list.indexOf(statement)
    const next = list[at + 1] ?? list[at - 1]
    this.record({ op: "drop", ids: [statement.id] })
    if (next) this.go(next.id)
  }

  undo() { if (this.can_undo()) this.record({ op: "undo" }) }

  redo() { if (this.state.redo || this.outbox.some(({ op }) => op === "undo")) this.record({ op: "redo" }) }

  can_undo() { return Boolean(this.state.undo) || this.outbox.some(({ op }) => op !== "undo") }

  key(event) {
    // AltGr, by which some keyboards make brackets, also counts as Ctrl and Alt.
    const plain = event.getModifierState("AltGraph") || !(event.ctrlKey || event.altKey || event.metaKey)
    const target = event.composedPath()[0]
    const inside = target instanceof HTMLElement
    if (inside && target.closest("input, textarea, select, [contenteditable=true]")) return
    if (event.key === "?" && (this.panels.dialog.open || !document.querySelector("[role=dialog]"))) {
      event.preventDefault()
      this.panels.keys()
      return
    }
    if (this.panels.dialog.open || document.querySelector("[role=dialog]")) return
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const sign = event.key.toLowerCase()
      if (sign === "z" && !event.shiftKey) this.undo()
      else if (sign === "y" || sign === "z") this.redo()
      else return
      event.preventDefault()
      return
    }
    if (!plain) return
    // Whoever is at a button by keyboard presses that button.
    const pressing = inside && target.closest("button, summary, a")
    if ((event.key === "Enter" || event.key === " ") && (pressing || event.repeat)) return
    const act = this.acts(event.key)
    if (!act) return
    event.preventDefault()
    act()
  }

  acts(sign) {
    if (/^[1-9]$/.test(sign)) {
      return () => {
        const id = this.current() && this.choices()[Number(sign) - 1]
        if (id) this.choose(id)
      }
    }
    return {
      0: () => this.choose(null),
      j: () => this.move(1), ArrowDown: () => this.move(1),
      k: () => this.move(-1), ArrowUp: () => this.move(-1),
      Enter: () => this.confirm(), " ": () => this.confirm(),
      n: () => this.card.open(), t: () => this.next_type(), m: () => this.join(),
      "[": () => this.move_border("start", -1), "{": () => this.move_border("start", 1),
      "]": () => this.move_border("end", 1), "}": () => this.move_border("end", -1),
      Delete: () => this.drop(), Backspace: () => this.drop(),
      u: () => this.undo(), U: () => this.redo(),
      Escape: () => this.unselect(),
    }[sign]
  }

  // --- selecting words ------------------------------------------------------------------------------

  select() {
    if (!this.places) return
    const place = selectedPlace(this.parent, this.text, this.places)
    if (JSON.stringify(place) === JSON.stringify(this.selection)) return
    this.selection = place
    this.card.draw_selection()
  }

  unselect() {
    document.getSelection()?.removeAllRanges()
    this.selection = null
    this.card.draw_selection()
  }

  // --- drawing --------------------------------------------------------------------------------------

  build() {
    const w = this.words
    this.text = element("div", "sheet")
    this.bar = element("progress", "", { "aria-label": w.progress })
    this.count = element("p", "count")
    this.status = element("p", "status", { role: "status" })
    this.undo_button = button("plain small", "", () => this.undo())
    this.undo_button.append("↶", element("span", "word", {}, ` ${w.undo}`))
    this.redo_button = button("plain small", "", () => this.redo())
    this.redo_button.append("↷", element("span", "word", {}, ` ${w.redo}`))
    this.retry = button("plain small", w.retry, () => { this.attempt += 1; this.send() })
    this.choice = group("acts",
      button("plain", w.overtaken_apply, () => this.apply_after_all()),
      button("plain", w.overtaken_drop, () => this.leave_out()))
    this.filters = group("filters")
    this.filters.setAttribute("role", "group")
    this.filters.setAttribute("aria-label", w.filters)
    this.rows = element("ol", "rows")
    this.card = new Card(this)
    this.panels = new Panels(this)
    this.title = element("p", "title-line")
    this.report = group("report",
      group("line", this.status, this.retry, group("acts", this.undo_button, this.redo_button)), this.choice)
    this.head = group("head", this.title, group("line", this.bar, this.count))
    this.below = group("below", this.filters, this.rows, this.panels.root)
    const side = group("side", this.head, this.card.root, this.below)
    this.drawn = []
    this.root.replaceChildren(this.text, side)
    this.place_report()
  }

  // Whether something is saved must be in sight: on a narrow screen only the card stays there.
  place_report() {
    if (!this.report) return
    if (this.narrow.matches) this.card.root.prepend(this.report)
    else this.head.append(this.report)
  }

  redraw() {
    this.now = replay(this.state, this.outbox, this.names)
    this.cursor = this.names[this.cursor] ?? this.cursor
    if (!this.current()) {
      const list = this.list()
      this.cursor = (list.find(({ reviewed }) => !reviewed) ?? list[0])?.id ?? null
    }
    this.draw()
  }

  draw() {
    this.draw_text()
    this.card.draw()
    this.card.draw_selection()
    this.draw_rows()
    this.draw_status()
    this.panels.draw()
  }

  draw_status() {
    const w = this.words
    const all = this.now.statements
    const doubtful = this.now.doubtful
    const open = all.filter(({ id, reviewed }) => doubtful.includes(id) && !reviewed).length
    const checked = all.filter(({ reviewed }) => reviewed).length
    const total = doubtful.length || all.length
    const done = doubtful.length ? total - open : checked
    this.title.textContent = this.now.title
    this.title.lang = this.now.language
    this.bar.max = Math.max(1, total)
    this.bar.value = done
    this.count.textContent = fill(doubtful.length ? w.progress : w.none_uncertain, { n: done, total })
    const waiting = this.outbox.length
    this.status.dataset.state = this.problem ? "problem" : waiting ? "waiting" : "saved"
    this.status.textContent = this.problem || (waiting ? fill(w.saving, { n: waiting })
      : this.newer ? w.newer : this.saved ? w.saved : "")
    this.choice.hidden = !this.overtaken
    this.retry.hidden = !(this.problem && waiting) || this.overtaken
    this.undo_button.disabled = !this.can_undo()
    this.undo_button.title = this.state.undo
    this.redo_button.disabled = !this.state.redo
    this.redo_button.title = this.state.redo
  }

  draw_rows() {
    const w = this.words
    const names = ["uncertain", "unnamed", "all"]
    swap(this.filters, names.map(name => button("choice", w[`filter_${name}`], () => this.set_filter(name),
      { "aria-pressed": String(this.filter === name), "data-at": name })))
    swap(this.rows, this.list().map(statement => {
      const who = this.speaker(statement.speaker)
      const row = button("row", "", () => this.go(statement.id), { "data-at": statement.id })
      if (who.mark) row.append(picture(who.mark))
      row.append(element("span", "what", {}, clip(this.places.slice(statement.start, statement.end), 90)))
      const state = statement.reviewed ? "✓" : statement.sure === 0 ? w.sure[0] : ""
      row.append(element("span", "how", statement.reviewed ? { "aria-label": w.checked } : {}, state))
      row.dataset.state = statement.reviewed ? "checked" : String(statement.sure)
      if (statement.id === this.cursor) row.setAttribute("aria-current", "true")
      const item = element("li")
      item.append(row)
      return item
    }))
  }

  set_filter(name) {
    this.filter = name
    this.unnamed = this.now.statements.filter(({ speaker }) => speaker === null).map(({ id }) => id)
    const list = this.list()
    if (list.length && !list.some(({ id }) => id === this.cursor)) this.cursor = list[0].id
    this.draw()
    this.show()
  }

  // Only paragraphs in which something changed are made anew, so that a long article stays quick.
  draw_text() {
    const blocks = this.data.paragraphs.map((paragraph, index) => {
      const pieces = this.pieces(paragraph)
      const looks = JSON.stringify([paragraph, pieces, this.now.language, this.data.article])
      const known = this.drawn[index]
      if (known?.looks === looks && known.places === this.places) return known
      return { looks, places: this.places, block: this.block(paragraph, pieces) }
    })
    const same = blocks.length === this.drawn.length && blocks.every((made, index) => made === this.drawn[index])
    if (same) return
    if (blocks.length === this.drawn.length) {
      blocks.forEach((made, index) => {
        if (made !== this.drawn[index]) this.drawn[index].block.replaceWith(made.block)
      })
    } else {
      this.text.replaceChildren(...blocks.map(({ block }) => block))
    }
    this.drawn = blocks
    this.text.lang = this.now.language
  }

  // The paragraph cut at every border; a piece is of the shortest statement around it.
  pieces({ start, end }) {
    const inside = this.now.statements.filter(statement => statement.start < end && statement.end > start)
    const cuts = new Set([start, end])
    for (const statement of inside) {
      for (const cut of [statement.start, statement.end]) if (cut > start && cut < end) cuts.add(cut)
    }
    const sorted = [...cuts].sort((a, b) => a - b)
    return sorted.slice(0, -1).map((from, index) => {
      const to = sorted[index + 1]
      const around = inside.filter(statement => statement.start <= from && statement.end >= to)
      const owner = around.reduce((a, b) => (a && a.end - a.start <= b.end - b.start ? a : b), null)
      if (!owner) return { from, to }
      const { colour, name, mark } = this.speaker(owner.speaker)
      return {
        from, to, id: owner.id, colour, name, mark: owner.start === from ? mark : "", type: owner.type,
        open: owner.sure === 0 && !owner.reviewed, current: around.some(({ id }) => id === this.cursor),
      }
    })
  }

  block({ kind, start, end }, pieces) {
    const block = element(kind === "title" || kind === "heading" ? "h2" : "p", kind)
    block.dataset.start = start
    block.dataset.end = end
    for (const piece of pieces) {
      const text = this.places.slice(piece.from, piece.to)
      if (!piece.id) {
        block.append(text)
        continue
      }
      const mark = element("span", "mark", { title: piece.name })
      mark.classList.toggle("reported", piece.type === "indirect")
      mark.classList.toggle("uncertain", piece.open)
      mark.classList.toggle("current", piece.current)
      mark.style.setProperty("--speaker", piece.colour)
      if (piece.mark) mark.append(picture(piece.mark))
      mark.append(text)
      // A drag that ends here is a selection, not a choice. (A click may come before `selectionchange` does.)
      mark.onclick = () => { if (!selectedPlace(this.parent, this.text, this.places)) this.go(piece.id) }
      block.append(mark)
    }
    return block
  }
}

// The first statement that differs between two states, to go to after an undo.
function changed(before, after) {
  const known = new Map(before.statements.map(statement => [statement.id, JSON.stringify(statement)]))
  const differs = after.statements.find(statement => known.get(statement.id) !== JSON.stringify(statement))
  return differs?.id ?? null
}
