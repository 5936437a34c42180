/**
 * What the page does: draws the figures in the theme that the reader's system has, again when that changes; filters tables;
 * opens the runs behind a number; opens the contents where there is room beside the text. `data-figures` of the root element
 * says how many figures are drawn.
 */
export const SCRIPT = `
const parsed = (id) => JSON.parse(document.getElementById(id).textContent);
const figures = parsed('figures');
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
const contents = document.getElementById('contents');
const wide = matchMedia('(min-width: 100rem)');
const fold = () => (contents.open = wide.matches);
wide.addEventListener('change', fold);
fold();
function reveal() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (const folded of place ? place.querySelectorAll(':scope > details') : []) folded.open = true;
}
addEventListener('hashchange', reveal);
reveal();
for (const input of document.querySelectorAll('input.filter')) {
  const rows = [...document.getElementById(input.dataset.table).tBodies[0].rows];
  input.addEventListener('input', () => {
    const words = input.value.toLowerCase().split(/\\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !words.every((word) => row.textContent.toLowerCase().includes(word));
  });
}
const runs = new Map(parsed('runs').map((run) => [run.run, run]));
const behind = document.getElementById('behind');
function element(name, text, ...children) {
  const made = document.createElement(name);
  made.append(text, ...children);
  return made;
}
function folderOf(run) {
  if (run.place === null) return element('div', 'files: runs/' + run.run + '/ of the store');
  const link = element('a', run.place);
  link.href = run.place;
  return element('div', 'files: ', link);
}
function describe(run) {
  const learned = run.learned === null ? '' : run.learned ? ', learned' : ', not learned';
  return element(
    'li',
    element('strong', run.benchmark + ', ' + run.method + ', seed ' + run.seed),
    ': ' + run.error + learned,
    element('div', run.settings ? 'not the profile’s: ' + run.settings : 'the profile’s settings'),
    element('div', 'run ' + run.run + ', commit ' + (run.commit ?? 'unknown')),
    element('code', run.command),
    folderOf(run),
  );
}
document.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-runs]');
  if (!button) return;
  const found = button.dataset.runs.split(' ').map((id) => runs.get(id)).filter(Boolean);
  const title = (found.length === 1 ? 'The run' : 'The ' + found.length + ' runs') + ' behind “' + button.textContent + '”';
  behind.querySelector('h2').textContent = title;
  behind.querySelector('p').textContent = found.some(({ place }) => place !== null)
    ? 'Links to files lead into the store that this report lies in; beside a copy of the report alone there are none.'
    : 'This report does not lie in the store of its runs.';
  behind.querySelector('ol').replaceChildren(...found.map(describe));
  behind.showModal();
});
behind.addEventListener('click', (event) => {
  if (event.target === behind) behind.close();
});
draw(false);
`;
