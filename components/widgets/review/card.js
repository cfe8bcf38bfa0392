// The statement that is being looked at: who says it, what kind it is, where it begins and ends.

class Card {
  constructor(page) {
    this.page = page
    const w = page.words
    this.place = element("p", "place")
    this.quote = element("blockquote", "quote")
    this.sure = element("p", "sure")
    this.people = group("choices")
    this.people.setAttribute("role", "group")
    this.people.setAttribute("aria-label", w.who)
    this.form = element("form", "facts new", { hidden: "" })
    this.kinds = group("choices kinds")
    this.kinds.setAttribute("role", "group")
    this.kinds.setAttribute("aria-label", w.type)
    const edge = (sign, words, side, direction) => {
      const made = button("edge", "", () => page.move_border(side, direction), { title: words, "aria-label": words })
      made.append(element("span", "", {}, sign))
      return made
    }
    this.edges = group("edges", element("span", "soft", {}, w.borders),
      edge("[←", w.start_left, "start", -1), edge("[→", w.start_right, "start", 1),
      edge("←]", w.end_left, "end", -1), edge("→]", w.end_right, "end", 1))
    this.right = button("right", "", () => page.confirm())
    this.right.append(w.confirm, " ", key("↵"))
    this.moves = group("moves",
      button("plain", "←", () => page.move(-1), { "aria-label": w.back, title: w.back }),
      button("plain", "→", () => page.move(1), { "aria-label": w.next, title: w.next }), this.right)
    this.rest = group("rest", button("link", w.join, () => page.join()), button("link", w.drop, () => page.drop()))
    this.selected = group("selected")
    this.selected.hidden = true
    this.hint = element("p", "hint", {}, w.hint)
    this.live = element("p", "unseen", { "aria-live": "polite" })
    this.body = group("body", this.place, this.quote, this.sure, this.people, this.form, this.kinds, this.edges,
      this.moves, this.rest)
    this.nothing = element("p", "nothing")
    this.root = element("section", "card", { "aria-label": w.current })
    this.root.append(this.selected, this.nothing, this.body, this.hint, this.live)
    this.build()
  }

  build() {
    const w = this.page.words
    const names = element("datalist", "", { id: "names" })
    this.fields = speakerFields(w, null)
    this.fields.name.setAttribute("list", "names")
    this.names = names
    this.form.append(...this.fields.labels, names, group("acts",
      element("button", "plain", { type: "submit" }, w.save), button("plain", w.cancel, () => this.close())))
    this.form.onsubmit = event => {
      event.preventDefault()
      const values = this.fields.values()
      this.close()
      if (values.name) this.page.new_speaker(values)
    }
    this.form.onkeydown = event => {
      if (event.key === "Escape") this.close()
      event.stopPropagation()
    }
  }

  open() {
    if (!this.page.current()) return
    this.form.hidden = false
    this.form.reset()
    options(this.names, this.page.now.speakers.map(({ name }) => [name, name]))
    this.fields.name.focus()
  }

  close() {
    this.form.hidden = true
    this.page.root.focus({ preventScroll: true })
  }

  draw() {
    const { page } = this
    const w = page.words
    const statement = page.current()
    const list = page.list()
    this.body.hidden = !statement
    this.nothing.hidden = Boolean(statement)
    this.nothing.textContent = !page.now.statements.length ? w.empty
      : page.filter === "unnamed" ? w.nothing_unnamed : w.nothing_uncertain
    if (!statement) return
    const who = page.speaker(statement.speaker)
    this.root.style.setProperty("--speaker", who.colour)
    const at = list.indexOf(statement)
    this.place.textContent = `${at < 0 ? "–" : at + 1} / ${list.length}`
    this.quote.textContent = page.places.slice(statement.start, statement.end)
    this.quote.lang = page.now.language
    this.sure.dataset.sure = statement.reviewed ? "checked" : String(statement.sure)
    this.sure.textContent = [statement.reviewed ? `✓ ${w.checked}` : w.sure[statement.sure],
      statement.cue ? `${w.recognised} “${statement.cue}”` : ""].filter(Boolean).join(" · ")
    const choices = page.choices().map((id, index) => this.choice(statement, page.speaker(id), id, index + 1))
    choices.push(this.choice(statement, { ...page.data.nobody, name: w.nobody }, null, 0))
    const more = button("choice more", "", () => this.open(), { "data-at": "new" })
    more.append(`+ ${w.new_speaker}`, key("n"))
    swap(this.people, [...choices, more])
    swap(this.kinds, Object.entries(w.types).map(([type, words]) => button("choice", words,
      () => page.set_type(type), { "aria-pressed": String(statement.type === type), "data-at": type })))
  }

  choice(statement, speaker, id, number) {
    const { page } = this
    const made = button("choice", "", () => page.choose(id), {
      "aria-pressed": String(statement.speaker === id), "data-at": `s${id}`,
    })
    if (number < 10) made.append(key(String(number)))
    if (speaker.mark) made.append(picture(speaker.mark))
    made.append(element("span", "", {}, speaker.name))
    if (statement.candidates.includes(id)) made.classList.add("candidate")
    return made
  }

  // --- what is selected in the text -----------------------------------------------------------------

  draw_selection() {
    const { page } = this
    const place = page.selection
    this.selected.hidden = !place
    if (!place) return
    const w = page.words
    const statement = page.current()
    const acts = group("acts")
    if (statement && place.start < statement.end && place.end > statement.start) {
      acts.append(button("plain", w.as_border, () => page.set_borders(place)))
    }
    acts.append(button("plain", w.as_new, () => page.add(place)))
    const inside = page.now.statements.find(({ start, end }) => start < place.start && place.start < end)
    if (inside) acts.append(button("plain", w.split_here, () => page.split(inside.id, place.start)))
    this.selected.replaceChildren(
      element("p", "", {}, `${w.selected}: “${clip(page.places.slice(place.start, place.end), 80)}”`), acts)
  }

  say() {
    const statement = this.page.current()
    if (statement) {
      const text = this.page.places.slice(statement.start, statement.end)
      this.live.textContent = `${this.place.textContent}. ${this.page.speaker(statement.speaker).name}: ${text}`
    }
  }
}
