// Passes the server's answer on to the review page. Shows nothing.
export default function ({ data }) {
  document.dispatchEvent(new CustomEvent("standpunt:review", { detail: data }))
}
