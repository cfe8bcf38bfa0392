// Passes the server's acknowledgement on to the answer card. Shows nothing.
export default function ({ data }) {
  document.dispatchEvent(new CustomEvent("standpunt:receipt", { detail: data }))
}
