const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ENTITIES[letter]);

/** JSON that may stand in a script element. */
export const scriptJson = (value: unknown): string => JSON.stringify(value).replace(/</g, '\\u003c');

/** A heading with a link to itself, whose address can be copied. @param name of what the heading is of. */
export const headingHtml = (level: 2 | 3, name: string, title: string): string =>
  `<h${level}>${escapeHtml(title)} <a class="address" href="#${name}" aria-label="Address of ${escapeHtml(title)}">#</a></h${level}>`;

/** Links to the files of a table, figure or picture. */
export const fileLinks = (name: string, formats: readonly string[]): string =>
  `<span class="files">${formats.map((format) => `<a href="${name}.${format}">${format}</a>`).join(' ')}</span>`;
