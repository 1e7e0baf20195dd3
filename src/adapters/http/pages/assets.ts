import { createHash } from 'node:crypto'

const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: #f7f6f3; --card: #ffffff; --ink: #1f2328; --soft: #57606a; --line: #d8d6d0;
  --accent: #1f5f8b; --accent-ink: #ffffff; --fault: #a3261c; --fault-paper: #fdf1ef; --code: #f0eeea;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #16191d; --card: #1e2227; --ink: #e6e4df; --soft: #a3a9b1; --line: #3a4048;
    --accent: #8cc4ec; --accent-ink: #10202c; --fault: #ff9d92; --fault-paper: #2d1f1f; --code: #15181c;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1.25rem 1rem 3rem; max-width: 34rem;
  background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
body.wide { max-width: 60rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: baseline; padding: 0 .25rem 1rem; }
header .site { font-weight: 600; color: var(--ink); text-decoration: none; margin-right: auto; }
header nav { display: flex; gap: 1rem; font-size: .9375rem; }
main { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1.75rem 1.5rem; }
@media (min-width: 40rem) {
  body { padding-top: 3rem; }
  main { padding: 2.25rem 2.5rem; }
}
main > :first-child { margin-top: 0; }
main > :last-child { margin-bottom: 0; }
h1 { font-size: 1.625rem; line-height: 1.25; margin: 0 0 .5rem; font-weight: 650; text-wrap: balance; }
h2 { font-size: 1.125rem; line-height: 1.35; margin: 2rem 0 .5rem; font-weight: 650; }
p { margin: 0 0 1rem; }
a { color: var(--accent); text-underline-offset: .15em; }
.lead { color: var(--soft); margin-bottom: 1.5rem; }
.hint, .note { color: var(--soft); font-size: .9375rem; font-weight: 400; }
.field { margin: 0 0 1.25rem; }
.field p { margin: .125rem 0 .375rem; }
label { display: block; font-weight: 600; margin-bottom: .25rem; }
input {
  display: block; width: 100%; padding: .625rem .75rem; font: inherit; color: inherit;
  background: var(--card); border: 1px solid var(--soft); border-radius: .5rem;
}
input[aria-invalid] { border: 2px solid var(--fault); }
.field .error { color: var(--fault); font-size: .9375rem; margin: .375rem 0 0; }
button, .button {
  display: inline-block; padding: .6875rem 1.25rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--accent-ink); background: var(--accent); border: 1px solid var(--accent); border-radius: .5rem;
  text-decoration: none;
}
button:hover, .button:hover { filter: brightness(1.08); }
button.quiet { color: var(--accent); background: transparent; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
form button { margin-top: .25rem; }
form + .hint { margin-top: 1.5rem; }
form.aside { margin-top: 2rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
form.aside p { margin-bottom: .5rem; }
.notice { border: 1px solid var(--line); border-left: .25rem solid var(--accent); border-radius: .5rem;
  padding: .75rem 1rem; margin: 1.5rem 0; }
.notice.fault { border-color: var(--fault); background: var(--fault-paper); margin-top: 0; }
.notice h2 { margin: 0 0 .25rem; font-size: 1.0625rem; }
.notice p:last-child { margin: 0; }
.notice ul { margin: 0; padding-left: 1.125rem; }
.notice.fault a { color: var(--fault); }
pre, code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875rem; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: .5rem; padding: 1rem; margin: 0 0 1rem;
  overflow: auto; white-space: pre-wrap; line-height: 1.5; }
code { background: var(--code); border-radius: .25rem; padding: .0625rem .25rem; }
.messages { list-style: none; padding: 0; margin: 0; }
.messages li { display: grid; gap: 0 1rem; padding: .875rem 0; border-top: 1px solid var(--line); }
.messages a { font-weight: 600; }
.messages span, .messages time { color: var(--soft); font-size: .9375rem; }
@media (min-width: 40rem) {
  .messages li { grid-template-columns: 1fr auto; }
  .messages a { grid-column: 1 / -1; }
}
.facts { display: grid; grid-template-columns: auto 1fr; gap: .25rem 1rem; margin: 0 0 1rem; font-size: .9375rem; }
.facts dt { color: var(--soft); }
.facts dd { margin: 0; }
iframe { width: 100%; height: 22rem; border: 1px solid var(--line); border-radius: .5rem; background: #ffffff; }
summary { cursor: pointer; font-weight: 600; margin: 1.5rem 0 .75rem; }
.route { border-top: 1px solid var(--line); padding-top: 1.25rem; margin-top: 1.5rem; }
.route h3 { font-size: 1rem; margin: 0 0 .375rem; font-weight: 600; }
.route h3 code { font-size: .9375rem; }
.method { font-weight: 700; color: var(--accent); }
.scroll { overflow-x: auto; margin: 0 0 1rem; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; line-height: 1.45; overflow-wrap: break-word; }
th, td { text-align: left; vertical-align: top; padding: .4375rem 1rem .4375rem 0; border-top: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; border-top: 0; }
td:first-child { white-space: nowrap; }
`

/** An open book of entries: a register. */
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="4" y="3" width="24" height="26" rx="4" fill="#1f5f8b"/><path d="M10 11h12M10 16h12M10 21h7" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/></svg>`

export interface Asset {
  readonly path: string
  readonly type: string
  readonly content: string
}

/** The files that pages load, all of them from here. A changed file has another path, so that each may be kept for good. */
const stylesheetAsset = asset('registro.css', 'text/css; charset=utf-8', stylesheet)
const iconAsset = asset('registro.svg', 'image/svg+xml', icon)

export const stylesheetPath = stylesheetAsset.path
export const iconPath = iconAsset.path
export const assets: readonly Asset[] = [stylesheetAsset, iconAsset]

function asset(name: string, type: string, content: string): Asset {
  const version = createHash('sha256').update(content).digest('base64url').slice(0, 10)
  return { path: `/assets/${version}/${name}`, type, content }
}
