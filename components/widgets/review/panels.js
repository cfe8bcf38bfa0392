// Beside the statements: speakers, title and source, history, keys. `page` is the Review.

class Panels {
  constructor(page) {
    this.page = page
    this.editing = null
    const w = page.words
    this.people = element("ul", "people")
    this.facts = element("form", "facts")
    this.past = element("ol", "past")
    this.root = group("panels",
      this.fold(w.speakers, this.people), this.fold(w.details, this.facts), this.fold(w.history, this.past))
    this.dialog = element("dialog", "keys", { "aria-label": w.keys })
    const list = element("dl", "")
    for (const [signs, meaning] of w.key_list) {
      list.append(element("dt", "", {}, signs), element("dd", "", {}, meaning))
    }
    this.dialog.append(element("h2", "", {}, w.keys), list, button("plain", w.close, () => this.dialog.close()))
    this.root.append(this.dialog)
    this.build()
  }

  fold(title, body) {
    const made = element("details", "fold")
    made.append(element("summary", "", {}, title), body)
    return made
  }

  keys() {
    if (this.dialog.open) this.dialog.close()
    else this.dialog.showModal()
  }

  // --- title and source -----------------------------------------------------------------------------

  build() {
    const w = this.page.words
    this.title = element("input", "", { maxlength: "300", required: "" })
    this.publication = element("input", "", { maxlength: "300" })
    this.url = element("input", "", { maxlength: "2000", inputmode: "url" })
    this.published = element("input", "", { type: "date" })
    this.language = options(element("select"), Object.entries(w.languages))
    this.facts.append(labelled(w.title, this.title), labelled(w.publication, this.publication),
      labelled(w.address, this.url), labelled(w.published, this.published), labelled(w.language, this.language),
      element("button", "plain", { type: "submit" }, w.save))
    this.facts.oninput = () => { this.dirty = true }
    this.facts.onsubmit = event => {
      event.preventDefault()
      this.dirty = false
      this.page.record({
        op: "details", title: this.title.value, publication: this.publication.value, url: this.url.value,
        published: this.published.value, language: this.language.value,
      })
    }
  }

  draw() {
    const { now } = this.page
    if (!this.dirty) {
      this.title.value = now.title
      this.publication.value = now.source.publication
      this.url.value = now.source.url
      this.published.value = now.source.published
      this.language.value = now.language
    }
    // A form that somebody is filling in stays as it is.
    if (this.editing === null) swap(this.people, now.speakers.map(speaker => this.person(speaker)))
    swap(this.past, now.history.map(entry => this.entry(entry)))
  }

  // --- speakers -------------------------------------------------------------------------------------

  person(speaker) {
    const w = this.page.words
    const said = this.page.now.statements.filter(statement => statement.speaker === speaker.id).length
    const item = element("li", "person")
    const line = group("line")
    if (speaker.mark) line.append(picture(speaker.mark))
    line.append(element("strong", "", {}, speaker.name), element("span", "soft", {}, speaker.about),
      element("span", "soft", {}, fill(w.says, { n: said })))
    const acts = group("acts", button("link", w.edit, () => this.edit(item, speaker), { "data-at": `e${speaker.id}` }))
    if (!said) {
      acts.append(button("link", w.remove, () => this.page.record({ op: "drop_speaker", speaker: speaker.id })))
    }
    item.append(line, acts)
    return item
  }

  edit(item, speaker) {
    const w = this.page.words
    this.editing = speaker.id
    const form = element("form", "facts")
    const done = () => {
      this.editing = null
      this.page.draw()
    }
    const fields = speakerFields(w, speaker)
    const others = this.page.now.speakers.filter(({ id }) => id !== speaker.id)
    const same = options(element("select"), [["", "–"], ...others.map(({ id, name }) => [id, name])])
    const save = element("button", "plain", { type: "submit" }, w.save)
    form.append(...fields.labels, labelled(w.merge_with, same), group("acts", save, button("plain", w.cancel, done)))
    form.onsubmit = event => {
      event.preventDefault()
      const value = fields.values()
      if (same.value) {
        this.page.record({ op: "merge_speakers", into: same.value, others: [speaker.id] })
      } else if (value.name) {
        this.page.record({ op: "edit_speaker", speaker: speaker.id, ...value })
      }
      done()
    }
    form.onkeydown = event => { if (event.key === "Escape") done() }
    item.replaceChildren(form)
    fields.name.focus()
  }

  // --- history --------------------------------------------------------------------------------------

  entry({ revision, text, by, at, same }) {
    const item = element("li", "", { value: String(revision) })
    const when = new Intl.DateTimeFormat(this.page.data.screen, { dateStyle: "medium", timeStyle: "short" })
    item.append(element("span", "did", {}, text),
      element("span", "soft", {}, [by, when.format(new Date(at))].filter(Boolean).join(" · ")))
    item.append(same ? element("span", "soft", {}, this.page.words.now) : button("link", this.page.words.put_back,
      () => this.page.record({ op: "restore", revision }), { "data-at": `r${revision}` }))
    return item
  }
}

// The fields by which a speaker is described: labels to show, and what was filled in.
function speakerFields(w, speaker) {
  const name = element("input", "", { maxlength: "120", required: "", autocomplete: "off" })
  const role = element("input", "", { maxlength: "300", autocomplete: "off" })
  const organisation = element("input", "", { maxlength: "300", autocomplete: "off" })
  const kind = options(element("select"), Object.entries(w.speaker_kinds))
  name.value = speaker?.name ?? ""
  role.value = speaker?.role ?? ""
  organisation.value = speaker?.organisation ?? ""
  kind.value = speaker?.kind ?? "person"
  return {
    name,
    labels: [labelled(w.name, name), labelled(w.role, role), labelled(w.organisation, organisation),
      labelled(w.speaker_kind, kind)],
    values: () => ({
      name: name.value.trim(), role: role.value.trim(), organisation: organisation.value.trim(), kind: kind.value,
    }),
  }
}
