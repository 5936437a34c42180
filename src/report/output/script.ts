/**
 * What the page does: draws the figures in the theme that the reader's system has, again when that changes; filters
 * tables. `data-figures` of the root element says how many figures are drawn.
 */
export const SCRIPT = `
const figures = JSON.parse(document.getElementById('figures').textContent);
const dark = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;
root.dataset.figures = '0';
async function draw(light) {
  let drawn = 0;
  for (const { name, data, layouts } of figures) {
    const place = document.getElementById('plot-' + name);
    await Plotly.react(place, data, light || !dark.matches ? layouts.light : layouts.dark, { responsive: true, displaylogo: false });
    root.dataset.figures = String((drawn += 1));
  }
}
dark.addEventListener('change', () => draw(false));
addEventListener('beforeprint', () => draw(true));
addEventListener('afterprint', () => draw(false));
for (const input of document.querySelectorAll('input.filter')) {
  const rows = [...document.getElementById(input.dataset.table).tBodies[0].rows];
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  });
}
draw(false);
`;
