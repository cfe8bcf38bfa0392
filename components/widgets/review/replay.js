// What the page shows before the server has answered: the last state that it knows, and on top of it what a
// person has done since. The server does the same to the article itself; its answer takes the place of this.

function replay(state, outbox, names) {
  const now = {
    ...state,
    statements: state.statements.map(statement => ({ ...statement })),
    speakers: state.speakers.map(speaker => ({ ...speaker })),
  }
  const known = id => names[id] ?? id
  const pending = []
  for (const item of outbox) {
    // Undoing what the server has already is for the server.
    if (item.op === "undo") pending.pop()
    else pending.push(item)
  }
  for (const item of pending) OPTIMISTIC[item.op]?.(now, item, known)
  now.statements.sort((a, b) => a.start - b.start || a.end - b.end)
  return now
}

const OPTIMISTIC = {
  speaker(now, item, known) {
    const speaker = item.speaker === null ? null : known(item.speaker)
    for (const statement of chosen(now, item, known)) saidBy(statement, speaker)
  },
  confirm(now, item, known) {
    for (const statement of chosen(now, item, known)) saidBy(statement, statement.speaker)
  },
  type(now, item, known) {
    for (const statement of chosen(now, item, known)) statement.type = item.type
  },
  borders(now, item, known) {
    const statement = now.statements.find(({ id }) => id === known(item.id))
    if (statement) Object.assign(statement, { start: item.start, end: item.end })
  },
  add(now, item, known) {
    now.statements.push({
      id: known(`new:${item.seq}`), start: item.start, end: item.end, type: item.type, cue: "",
      speaker: item.speaker === null ? null : known(item.speaker), reviewed: true, sure: 2, candidates: [],
    })
  },
  drop(now, item, known) {
    const gone = item.ids.map(known)
    now.statements = now.statements.filter(({ id }) => !gone.includes(id))
  },
  split(now, item, known) {
    const statement = now.statements.find(({ id }) => id === known(item.id))
    if (!statement) return
    now.statements.push({ ...statement, id: known(`new:${item.seq}`), start: item.at })
    statement.end = item.at
  },
  merge(now, item, known) {
    const pieces = chosen(now, item, known)
    if (pieces.length < 2) return
    const kept = pieces.reduce((a, b) => (b.end - b.start > a.end - a.start ? b : a))
    kept.start = Math.min(...pieces.map(({ start }) => start))
    kept.end = Math.max(...pieces.map(({ end }) => end))
    now.statements = now.statements.filter(statement => statement === kept || !pieces.includes(statement))
  },
  new_speaker(now, item, known) {
    const id = known(`new:${item.seq}`)
    const { name, role, organisation, kind } = item
    now.speakers.push({ id, name, role, organisation, kind, about: role, colour: "currentColor", mark: "" })
    for (const statement of chosen(now, item, known)) saidBy(statement, id)
  },
  edit_speaker(now, item, known) {
    const speaker = now.speakers.find(({ id }) => id === known(item.speaker))
    const { name, role, organisation, kind } = item
    if (speaker) Object.assign(speaker, { name, role, organisation, kind })
  },
  merge_speakers(now, item, known) {
    const into = known(item.into)
    const others = item.others.map(known)
    now.speakers = now.speakers.filter(({ id }) => !others.includes(id))
    for (const statement of now.statements) {
      if (others.includes(statement.speaker)) statement.speaker = into
      statement.candidates = statement.candidates.filter(id => !others.includes(id) && id !== into)
    }
  },
  drop_speaker(now, item, known) {
    const gone = known(item.speaker)
    now.speakers = now.speakers.filter(({ id }) => id !== gone)
    for (const statement of now.statements) {
      statement.candidates = statement.candidates.filter(id => id !== gone)
    }
  },
  details(now, item) {
    now.title = item.title
    now.language = item.language
    now.source = { publication: item.publication, url: item.url, published: item.published }
  },
}

function chosen(now, item, known) {
  const ids = item.ids.map(known)
  return now.statements.filter(({ id }) => ids.includes(id))
}

function saidBy(statement, speaker) {
  const others = [statement.speaker, ...statement.candidates].filter(id => id !== null && id !== speaker)
  Object.assign(statement, { speaker, candidates: [...new Set(others)], reviewed: true, sure: 2 })
}
