// Writes quotes with textContent only: text from an article is never parsed as HTML.
export default function (component) {
  const { data, parentElement } = component
  let root = parentElement.querySelector("[data-quotes]")
  if (!root) {
    root = document.createElement("div")
    root.dataset.quotes = ""
    parentElement.append(root)
  }
  root.replaceChildren(...data.items.map(quote))
}

function quote(item) {
  const figure = document.createElement("figure")
  figure.style.setProperty("--speaker", item.colour)
  const block = document.createElement("blockquote")
  block.lang = item.language
  if (!item.spoken) block.className = "reported"
  if (item.spoken) block.append("“")
  for (const piece of item.pieces) {
    if (piece.counted) {
      const mark = document.createElement("mark")
      mark.textContent = piece.text
      block.append(mark)
    } else {
      block.append(piece.text)
    }
  }
  if (item.spoken) block.append("”")
  const caption = document.createElement("figcaption")
  for (const note of item.notes) {
    const line = document.createElement("p")
    line.textContent = note
    caption.append(line)
  }
  figure.append(block, caption)
  return figure
}
