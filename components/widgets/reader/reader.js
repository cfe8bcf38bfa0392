// The article with its statements marked; choosing one shows its card beside or below the text.
// Text from the article is written with textContent only.

const readers = new WeakMap()

export default function (component) {
  let reader = readers.get(component.parentElement)
  if (!reader) {
    reader = new Reader(component.parentElement)
    readers.set(component.parentElement, reader)
  }
  reader.update(component)
  return () => readers.delete(component.parentElement)
}

class Reader {
  constructor(parent) {
    this.root = element("div", "reader")
    this.text = element("div", "text")
    this.card = element("aside", "card")
    this.card.setAttribute("aria-live", "polite")
    this.root.append(this.text, this.card)
    parent.append(this.root)
    this.root.addEventListener("keydown", event => { if (event.key === "Escape") this.choose(null) })
  }

  update({ data, setTriggerValue }) {
    this.data = data
    this.setTriggerValue = setTriggerValue
    const drawn = JSON.stringify([data.paragraphs, data.statements, data.words])
    if (drawn !== this.drawn) {
      this.drawn = drawn
      this.text.lang = data.language
      this.text.replaceChildren(...data.paragraphs.map(paragraph => this.paragraph(paragraph)))
      this.choose(this.chosen ?? null)
    }
    if (data.first && data.first !== this.first) {
      this.first = data.first
      this.choose(data.first)
      // After the browser has laid out what was just inserted.
      requestAnimationFrame(() => this.marks(data.first)[0]?.scrollIntoView({ block: "center" }))
    }
  }

  paragraph({ kind, pieces }) {
    const block = element(kind === "title" || kind === "heading" ? "h2" : "p", kind)
    for (const piece of pieces) {
      block.append(piece.statement ? this.mark(piece) : piece.text)
    }
    return block
  }

  mark({ text, statement }) {
    const about = this.data.statements[statement]
    const mark = element("span", about.spoken ? "statement" : "statement reported")
    mark.dataset.statement = statement
    mark.style.setProperty("--speaker", about.colour)
    mark.setAttribute("role", "button")
    mark.setAttribute("aria-label", `${about.name}: ${text}`)
    mark.tabIndex = 0
    mark.append(picture(about.mark), text)
    mark.onclick = () => this.choose(statement)
    mark.onkeydown = event => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault()
        this.choose(statement)
      }
    }
    return mark
  }

  marks(id) { return [...this.text.querySelectorAll(".statement")].filter(mark => mark.dataset.statement === id) }

  choose(id) {
    this.chosen = id
    for (const mark of this.text.querySelectorAll(".statement")) {
      mark.setAttribute("aria-pressed", String(mark.dataset.statement === id))
    }
    const about = this.data.statements[id]
    this.card.dataset.open = String(Boolean(about))
    if (!about) {
      this.card.replaceChildren(element("p", "hint", this.data.words.hint))
      return
    }
    this.card.style.setProperty("--speaker", about.colour)
    const close = element("button", "close", "×")
    close.type = "button"
    close.setAttribute("aria-label", this.data.words.close)
    close.onclick = () => this.choose(null)
    const who = element("p", "who")
    who.append(picture(about.mark), element("strong", "", about.name), " ", element("span", "soft", about.about))
    const facts = element("dl", "")
    for (const [term, value] of about.facts) facts.append(element("dt", "", term), element("dd", "", value))
    const codes = element("ul", "codes")
    for (const code of about.codes) codes.append(element("li", "", code))
    const act = element("button", "act", this.data.words.annotate)
    act.type = "button"
    act.onclick = () => this.setTriggerValue("annotate", id)
    this.card.replaceChildren(close, who, facts)
    if (about.codes.length) this.card.append(element("p", "label", this.data.words.codes), codes)
    this.card.append(act)
  }
}

function element(tag, kind, text = "") {
  const made = document.createElement(tag)
  if (kind) made.className = kind
  if (text) made.textContent = text
  return made
}

// The server's own drawing of a speaker's mark, parsed as an image and never as HTML.
function picture(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true)
}
