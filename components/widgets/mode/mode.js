// Asks for a new run when light and dark were switched: Streamlit redraws its own parts only, and the charts
// and marks are coloured on the server. Runs again at every change of the theme.
const told = new WeakMap()

export default function ({ data, parentElement, setTriggerValue }) {
  const page = getComputedStyle(parentElement.host ?? parentElement).getPropertyValue("--st-background-color")
  const hex = page.trim().match(/^#(..)(..)(..)/)
  if (!hex) return
  const mode = hex.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) < 384 ? "dark" : "light"
  if (mode === data.mode) told.delete(parentElement)
  else if (told.get(parentElement) !== mode) {
    told.set(parentElement, mode)
    setTriggerValue("changed", mode)
  }
}
