/** The page's look: light and dark, screen and print, from 320 pixels on. The contents stand beside the text where there is room for both. */
export const STYLE = `
:root { --text: #1c2024; --soft: #5b636b; --line: #dfe3e7; --paper: #ffffff; --field: #f5f7f9; --link: #1a5fa8; --warn: #fff6e0; --warn-line: #d9a520; --yes: #0a6b3d; --no: #a82a14; --open: #7a5a00; }
@media (prefers-color-scheme: dark) { :root { --text: #e6e8ea; --soft: #a4acb4; --line: #343a41; --paper: #15181c; --field: #1e2329; --link: #7db7f0; --warn: #2b2414; --warn-line: #a98419; --yes: #5fd39a; --no: #ff9582; --open: #e3bf5c; } }
* { box-sizing: border-box; }
body { margin: 0; color: var(--text); background: var(--paper); font: 16px/1.55 system-ui, sans-serif; overflow-wrap: break-word; }
a { color: var(--link); }
main { width: 100%; max-width: 75rem; padding: 0.5rem clamp(0.75rem, 3vw, 1.5rem) 6rem; margin: 0 auto; }
nav { max-width: 75rem; padding: 0.6rem clamp(0.75rem, 3vw, 1.5rem) 0; margin: 0 auto; font-size: 0.9rem; }
summary { cursor: pointer; color: var(--soft); }
nav ol { margin: 0.5rem 0 0; padding-left: 1.2rem; }
nav li { margin: 0.2rem 0; }
nav ul { list-style: none; padding-left: 0.6rem; margin: 0.1rem 0 0.5rem; }
@media (min-width: 100rem) { body { display: grid; grid-template-columns: 19rem minmax(0, 1fr); } nav { position: sticky; top: 0; width: 19rem; height: 100vh; padding: 1rem; margin: 0; overflow-y: auto; border-right: 1px solid var(--line); } }
h1 { font-size: clamp(1.25rem, 3.2vw, 1.8rem); line-height: 1.2; margin: 0 0 0.5rem; }
h2 { font-size: 1.4rem; margin: 3.5rem 0 0.5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 2.2rem 0 0.3rem; }
.address { color: var(--soft); font-weight: 400; text-decoration: none; opacity: 0.45; } .address:hover, .address:focus { opacity: 1; }
ul.counts { list-style: none; padding: 0; margin: 0 0 0.5rem; }
ul.counts li { margin: 0.1rem 0; } ul.counts strong { font-size: 1.15rem; }
dl.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0.25rem 1.2rem; }
dl.facts dt { color: var(--soft); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl.facts { display: block; } dl.facts dd { margin-bottom: 0.4rem; } }
.problems { background: var(--warn); border-left: 4px solid var(--warn-line); padding: 0.6rem 1rem; margin: 1.5rem 0; overflow-wrap: anywhere; }
.problems ul, .limits ul { margin: 0.3rem 0; padding-left: 1.2rem; }
.caption, figcaption { color: var(--soft); font-size: 0.88rem; margin: 0.4rem 0; max-width: 50rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.88rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.7rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; white-space: nowrap; }
td.text { max-width: 30rem; } td.long { min-width: 17rem; } td.short { white-space: nowrap; }
thead th { border-bottom: 2px solid var(--soft); user-select: none; white-space: nowrap; position: relative; }
.sortable thead th { cursor: pointer; padding-right: 1.2rem; }
thead th[aria-sort=ascending]::after { content: ' ▴'; position: absolute; } thead th[aria-sort=descending]::after { content: ' ▾'; position: absolute; }
tbody tr:hover { background: var(--field); }
td button { font: inherit; font-variant-numeric: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; text-align: inherit; text-decoration: underline dotted 1px; text-underline-offset: 3px; }
td button:hover, td button:focus-visible { color: var(--link); }
.best { font-weight: 700; } td.second button, td.second { text-decoration: underline; text-underline-offset: 3px; }
.verdict { font-weight: 600; white-space: nowrap; }
.verdict-supported { color: var(--yes); } .verdict-contradicted, .verdict-smaller-than-claimed { color: var(--no); }
.verdict-inconclusive, .verdict-not-learned, .verdict-not-run { color: var(--open); }
table.overview { width: 100%; } .overview th, .overview td { padding: 0.15rem 0.7rem 0.15rem 0; line-height: 1.35; }
.overview td.text { max-width: none; min-width: 0; }
@media (max-width: 60rem) {
  .overview thead { display: none; }
  .overview tr { display: block; padding: 0.3rem 0; border-bottom: 1px solid var(--line); }
  .overview td { display: block; padding: 0 0.6rem 0 0; border: 0; white-space: normal; }
  .overview td.verdict { display: inline-block; white-space: nowrap; }
  .overview td.none { display: none; }
  .overview td.verdict::after { content: ' ' attr(data-label); color: var(--soft); font-weight: 400; font-size: 0.92em; }
}
input.filter { font: inherit; font-size: 0.88rem; color: inherit; background: var(--field); border: 1px solid var(--line); border-radius: 4px; padding: 0.25rem 0.5rem; margin: 0.4rem 0; width: 16rem; max-width: 100%; }
figure { margin: 1rem 0 2.5rem; } figure img { max-width: 100%; height: auto; }
.plot { width: 100%; }
.files { font-size: 0.82rem; color: var(--soft); }
dialog { color: inherit; background: var(--paper); border: 1px solid var(--soft); border-radius: 6px; width: min(56rem, calc(100vw - 1.5rem)); max-height: 85vh; padding: 1rem; overflow: auto; }
dialog::backdrop { background: rgb(0 0 0 / 0.45); }
dialog form { display: flex; gap: 1rem; align-items: start; justify-content: space-between; } dialog h2 { font-size: 1.1rem; margin: 0; padding: 0; border: 0; }
dialog li { margin: 0.8rem 0; font-size: 0.88rem; overflow-wrap: anywhere; } dialog p { color: var(--soft); font-size: 0.88rem; margin: 0.5rem 0; }
dialog code { display: block; background: var(--field); padding: 0.25rem 0.5rem; margin: 0.2rem 0; user-select: all; }
@media print { :root { --text: #000; --soft: #444; --line: #bbb; --paper: #fff; } nav, input.filter, .address { display: none; } main { max-width: none; } figure, tr { break-inside: avoid; } }
`;
