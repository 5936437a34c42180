import { requireText } from '../input/check';
import { display } from './kernel';

/** Shows Markdown, with formulas between dollar signs. @throws RlelError outside a notebook. */
export function showMarkdown(text: string): void {
  requireText(text, 'show.markdown: text');
  display({ data: { 'text/markdown': text, 'text/plain': text } });
}
