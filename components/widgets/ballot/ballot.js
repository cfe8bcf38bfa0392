// One statement at a time: five steps, no opinion, important, a reason.
//
// Answers are taken here at once and sent as an outbox that the server acknowledges after its commit, so
// that fast typing on a slow connection lands on the statements that were on screen. Every item carries the
// id of the statement it was given on. What is not acknowledged is sent again and survives a reload.
// Acknowledgements come as an event from the receipt component (receipt.js), so that an answer does not
// bring the whole article down the line again. All text is written with textContent.

const ballots = new WeakMap()
// Milliseconds without an acknowledgement. Longer than the server waits for a busy database, since a new
// request would cut off the run that brings the bad news.
const RETRY = 8000
const DOUBLE = 350 // milliseconds in which the same button on the next statement counts as a double click

export default function (component) {
  let ballot = ballots.get(component.parentElement)
  if (!ballot) {
    ballot = new Ballot(component.parentElement)
    ballots.set(component.parentElement, ballot)
  }
  ballot.update(component)
  return () => {
    ballot.close()
    ballots.delete(component.parentElement)
  }
}

class Ballot {
  constructor(parent) {
    this.parent = parent
    this.root = element("div", "ballot")
    parent.append(this.root)
    this.client = crypto.getRandomValues(new Uint32Array(2)).join("-")
    this.seq = 0
    this.attempt = 0
    this.outbox = []
    this.cursor = null
    this.previous = null
    this.problem = ""
    this.saved = false
    this.movedAt = 0
    this.mine = {}
    this.onKey = event => this.key(event)
    this.onReceipt = event => this.receive(event.detail)
    this.onLeave = event => { if (this.outbox.length) event.preventDefault() }
    document.addEventListener("keydown", this.onKey)
    document.addEventListener("standpunt:receipt", this.onReceipt)
    window.addEventListener("beforeunload", this.onLeave)
  }

  close() {
    document.removeEventListener("keydown", this.onKey)
    document.removeEventListener("standpunt:receipt", this.onReceipt)
    window.removeEventListener("beforeunload", this.onLeave)
    clearTimeout(this.timer)
    clearTimeout(this.typing)
  }

  // --- what the server says -------------------------------------------------------------------------

  update({ data, setStateValue }) {
    this.data = data
    this.words = data.words
    this.setStateValue = setStateValue
    // The same data comes again when, for instance, light changes to dark; answers given since then stay.
    if (data.taken !== this.taken) {
      this.taken = data.taken
      this.mine = { ...data.answers }
      for (const item of this.outbox) this.mine[item.statement] = item
    }
    if (this.cursor === null) {
      this.restore()
      const wanted = data.statements.findIndex(statement => statement.id === data.first)
      this.cursor = wanted >= 0 ? wanted : this.nextOpen(0)
      this.build()
    }
    this.cursor = Math.min(this.cursor, data.statements.length - 1)
    this.draw()
  }

  receive(receipt) {
    if (receipt.client !== this.client) return
    const before = this.outbox.length
    this.outbox = this.outbox.filter(item => item.seq > receipt.seq)
    if (this.outbox.length < before) {
      this.saved = true
      this.keep()
    }
    this.problem = receipt.problem
    this.draw()
  }

  // --- the outbox -----------------------------------------------------------------------------------

  record(statement, change) {
    const { agreement, no_opinion, important, comment } = { ...this.answer(statement), ...change }
    this.outbox = this.outbox.filter(item => item.statement !== statement)
    this.mine[statement] = { seq: ++this.seq, statement, agreement, no_opinion, important, comment }
    this.outbox.push(this.mine[statement])
    this.problem = ""
    this.keep()
    this.send()
  }

  send() {
    clearTimeout(this.timer)
    if (!this.outbox.length || !this.data.can_save) return
    this.setStateValue("outbox", { client: this.client, attempt: this.attempt, items: this.outbox })
    this.timer = setTimeout(() => { this.attempt += 1; this.send() }, RETRY)
  }

  keep() {
    try {
      sessionStorage.setItem(this.storageKey(), JSON.stringify(this.outbox))
    } catch { /* no storage: a reload then loses what was not yet acknowledged, and the page warns before */ }
  }

  restore() {
    try {
      for (const item of JSON.parse(sessionStorage.getItem(this.storageKey()) || "[]")) {
        if (this.data.statements.some(statement => statement.id === item.statement)) {
          this.mine[item.statement] = { ...item, seq: ++this.seq }
          this.outbox.push(this.mine[item.statement])
        }
      }
    } catch { this.outbox = [] }
    this.send()
  }

  storageKey() { return `standpunt.outbox.${this.data.workshop}` }

  // --- answers --------------------------------------------------------------------------------------

  answer(id) {
    return this.mine[id] || { agreement: null, no_opinion: false, important: false, comment: "" }
  }

  isOpen(id) {
    const answer = this.answer(id)
    return answer.agreement === null && !answer.no_opinion
  }

  nextOpen(from) {
    const all = this.data.statements
    for (let step = 0; step < all.length; step += 1) {
      const place = (from + step) % all.length
      if (this.isOpen(all[place].id)) return place
    }
    return Math.min(from, all.length - 1)
  }

  choose(change, byPointer) {
    if (!this.data.can_save) return
    const same = this.chosen && this.chosen.agreement === change.agreement
    if (byPointer && same && performance.now() - this.movedAt < DOUBLE) return
    this.chosen = change
    this.flush()
    const id = this.data.statements[this.cursor].id
    const first = this.isOpen(id)
    const now = this.answer(id)
    const again = !first && now.agreement === change.agreement && now.no_opinion === change.no_opinion
    this.record(id, again ? { agreement: null, no_opinion: false } : change)
    if (first) {
      this.previous = id
      const next = this.nextOpen(this.cursor + 1)
      if (next !== this.cursor) return this.move(next)
    }
    this.draw()
  }

  move(place) {
    if (place < 0 || place >= this.data.statements.length) return
    this.flush()
    this.cursor = place
    this.movedAt = performance.now()
    this.draw()
    const statement = this.data.statements[place]
    this.live.textContent = `${this.position()}. ${statement.speaker.name}: ${statement.text}`
  }

  // A reason that is still being typed is recorded before anything else happens.
  flush() {
    clearTimeout(this.typing)
    const id = this.reason.dataset.statement
    if (id && this.reason.value !== this.answer(id).comment) this.record(id, { comment: this.reason.value })
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return
    const target = event.composedPath()[0]
    if (target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable=true]")) {
      if (event.key === "Escape" && target === this.reason) target.blur()
      return
    }
    if (document.querySelector("[role=dialog]")) return
    if (/^[1-5]$/.test(event.key)) this.choose({ agreement: Number(event.key) - 3, no_opinion: false })
    else if (event.key === "0") this.choose({ agreement: null, no_opinion: true })
    else if (event.key === "ArrowRight") this.move(this.cursor + 1)
    else if (event.key === "ArrowLeft") this.move(this.cursor - 1)
    else return
    event.preventDefault()
  }

  // --- drawing --------------------------------------------------------------------------------------

  build() {
    const w = this.words
    this.progress = element("progress", "", { "aria-label": w.progress })
    this.count = element("span", "count")
    this.status = element("span", "status", { role: "status" })
    this.place = element("p", "place")
    this.who = element("p", "who")
    this.quote = element("blockquote", "quote")
    this.live = element("p", "unseen", { "aria-live": "polite" })
    this.steps = w.steps.map((label, index) => this.button("step", () => label, event =>
      this.choose({ agreement: index - 2, no_opinion: false }, event.detail > 0)))
    this.steps.forEach((button, index) => {
      button.dataset.step = index + 1
      button.replaceChildren(element("kbd", "", {}, String(index + 1)), element("span", "", {}, w.steps[index]))
    })
    this.none = this.button("plain", () => w.no_opinion, event =>
      this.choose({ agreement: null, no_opinion: true }, event.detail > 0))
    this.none.prepend(element("kbd", "", {}, "0"), " ")
    this.star = this.button("plain", () => w.important, () => {
      const id = this.data.statements[this.cursor].id
      this.record(id, { important: !this.answer(id).important })
      this.draw()
    })
    this.reason = element("textarea", "", { rows: "2", maxlength: "2000", id: "reason", placeholder: w.reason_hint })
    this.reason.oninput = () => {
      clearTimeout(this.typing)
      this.typing = setTimeout(() => { this.flush(); this.draw() }, 900)
    }
    this.reason.onblur = () => { this.flush(); this.draw() }
    this.back = this.button("plain", () => `← ${w.back}`, () => this.move(this.cursor - 1))
    this.next = this.button("plain", () => `${w.next} →`, () => this.move(this.cursor + 1))
    this.last = element("p", "last")
    this.retry = this.button("plain", () => w.retry, () => { this.attempt += 1; this.send(); this.draw() })
    this.list = element("ol", "list")

    const card = element("section", "card", { "aria-label": w.card })
    card.append(
      group("top", this.place, this.status, this.retry), this.who, this.quote,
      element("p", "question", { id: "question" }, w.question),
      group("steps", ...this.steps), group("extra", this.none, this.star),
      element("label", "reason-label", { for: "reason" }, w.reason), this.reason,
      group("moves", this.back, this.next), this.last, this.live,
      element("p", "keys", {}, w.keys),
    )
    card.querySelector(".steps").setAttribute("role", "group")
    card.querySelector(".steps").setAttribute("aria-labelledby", "question")
    const mine = element("section", "mine", { "aria-label": w.mine })
    mine.append(element("h2", "", {}, w.mine), group("bar", this.progress, this.count), this.list)
    this.root.append(card, mine)
  }

  draw() {
    const all = this.data.statements
    const statement = all[this.cursor]
    const answer = this.answer(statement.id)
    const done = all.filter(({ id }) => !this.isOpen(id)).length
    const w = this.words
    this.progress.max = all.length
    this.progress.value = done
    this.count.textContent = fill(w.answered, { n: done, total: all.length })
    this.place.textContent = this.position() + (statement.heading ? ` · ${statement.heading}` : "")
    this.who.replaceChildren(picture(statement.speaker.mark), element("strong", "", {}, statement.speaker.name),
      element("span", "about", {}, statement.speaker.about))
    this.quote.lang = statement.language
    this.quote.className = statement.spoken ? "quote" : "quote reported"
    this.quote.style.setProperty("--speaker", statement.speaker.colour)
    this.quote.textContent = statement.spoken ? `“${statement.text}”` : statement.text
    this.steps.forEach((button, index) => {
      button.setAttribute("aria-pressed", String(answer.agreement === index - 2))
      button.disabled = !this.data.can_save
    })
    this.none.setAttribute("aria-pressed", String(answer.no_opinion))
    this.star.setAttribute("aria-pressed", String(answer.important))
    this.star.textContent = `${answer.important ? "★" : "☆"} ${w.important}`
    for (const button of [this.none, this.star, this.reason]) button.disabled = !this.data.can_save
    if (this.reason.dataset.statement !== statement.id || this.parent.activeElement !== this.reason) {
      this.reason.dataset.statement = statement.id
      if (this.reason.value !== answer.comment) this.reason.value = answer.comment
    }
    this.back.disabled = this.cursor === 0
    this.next.disabled = this.cursor === all.length - 1
    this.drawStatus(done === all.length)
    this.drawLast()
    this.drawList()
  }

  drawStatus(complete) {
    const w = this.words
    const waiting = this.outbox.length
    this.retry.hidden = !(this.problem && waiting)
    this.status.dataset.state = this.problem ? "problem" : waiting ? "waiting" : "saved"
    this.status.textContent = this.problem
      || (waiting ? fill(w.saving, { n: waiting }) : complete ? w.complete : this.saved ? w.saved : "")
  }

  drawLast() {
    const statement = this.data.statements.find(({ id }) => id === this.previous)
    const here = this.data.statements[this.cursor].id
    this.last.hidden = !statement || this.previous === here
    if (this.last.hidden) return
    const answer = this.answer(this.previous)
    const why = this.button("link", () => answer.comment ? this.words.change : this.words.add_reason, () => {
      this.move(this.data.statements.indexOf(statement))
      this.reason.focus()
    })
    this.last.replaceChildren(`${this.words.previous}: “${clip(statement.text, 60)}” · `,
      element("strong", "", {}, this.label(answer)), " ", why)
  }

  drawList() {
    this.list.replaceChildren(...this.data.statements.map((statement, index) => {
      const answer = this.answer(statement.id)
      const open = this.isOpen(statement.id)
      const row = this.button("row", () => "", () => { this.move(index); this.root.scrollIntoView({ block: "start" }) })
      row.append(picture(statement.speaker.mark), element("span", "what", {}, clip(statement.text, 90)),
        element("span", "mine-label", {}, (open ? this.words.open : this.label(answer)) + (answer.important ? " ★" : "")))
      if (answer.comment) row.append(element("span", "why", {}, clip(answer.comment, 120)))
      row.dataset.state = open ? "open" : answer.no_opinion ? "none" : String(answer.agreement)
      if (index === this.cursor) row.setAttribute("aria-current", "true")
      const item = element("li", "")
      item.append(row)
      return item
    }))
  }

  label(answer) {
    if (answer.no_opinion) return this.words.no_opinion
    return answer.agreement === null ? this.words.open : this.words.steps[answer.agreement + 2]
  }

  position() { return fill(this.words.place, { n: this.cursor + 1, total: this.data.statements.length }) }

  button(kind, text, act) {
    const button = element("button", kind, { type: "button" }, text())
    button.onclick = act
    return button
  }
}

function element(tag, kind, attributes = {}, text = "") {
  const made = document.createElement(tag)
  if (kind) made.className = kind
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  if (text) made.textContent = text
  return made
}

function group(kind, ...children) {
  const made = element("div", kind)
  made.append(...children)
  return made
}

// The server's own drawing of a speaker's mark, parsed as an image and never as HTML.
function picture(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true)
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

function clip(text, length) {
  return text.length <= length ? text : `${text.slice(0, length).replace(/\s+\S*$/, "")} …`
}
