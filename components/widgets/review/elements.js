// Small makers of elements. All text is written with textContent.

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

// Keeps what is selected in the text, and after a click with the mouse gives the keys back to the page.
function button(kind, text, act, attributes = {}) {
  const made = element("button", kind, { type: "button", ...attributes }, text)
  made.addEventListener("pointerdown", event => event.preventDefault())
  made.addEventListener("click", event => {
    if (event.detail > 0) made.blur()
    act(event)
  })
  return made
}

function key(sign) { return element("kbd", "", { "aria-hidden": "true" }, sign) }

function labelled(label, control) {
  const made = element("label", "field")
  made.append(element("span", "", {}, label), control)
  return made
}

function options(select, entries) {
  select.replaceChildren(...entries.map(([value, text]) => element("option", "", { value }, text)))
  return select
}

// The server's own drawing of a speaker's mark, parsed as an image and never as HTML.
function picture(svg) {
  return document.importNode(new DOMParser().parseFromString(svg, "image/svg+xml").documentElement, true)
}

// Puts new children in; whoever was at one of the old ones by keyboard is at its successor.
function swap(parent, children) {
  const root = parent.getRootNode()
  const at = parent.contains(root.activeElement) ? root.activeElement.dataset.at : null
  parent.replaceChildren(...children)
  if (at) [...parent.querySelectorAll("[data-at]")].find(made => made.dataset.at === at)?.focus()
}

function fill(text, values) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole)
}

function clip(text, length) {
  const points = Array.from(text)
  return points.length <= length ? text : `${points.slice(0, length).join("").replace(/\s+\S*$/, "")} …`
}
