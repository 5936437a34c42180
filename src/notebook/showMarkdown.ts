import { display } from './kernel';

/** Shows Markdown, with formulas between dollar signs. @throws RlelError outside a notebook. */
export function showMarkdown(text: string): void {
  display({ data: { 'text/markdown': text, 'text/plain': text } });
}
